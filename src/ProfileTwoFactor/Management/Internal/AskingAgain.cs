using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Outcomes.Internal;
using ProfileTwoFactor.Policies;
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Windows;

namespace ProfileTwoFactor.Management.Internal;

/// <summary>The Owner has one member, or all, verify again. Bindings stay.</summary>
internal sealed class AskingAgain(
    BindingManager bindings,
    WindowOverview overview,
    WindowEnder ender,
    MemberWindows own,
    OwnerDemand demand,
    PolicySwitch policySwitch,
    CallEvents events
)
{
    public async Task<TwoFactorResult> AskAllAsync(ProfileCall call)
    {
        var demanded = await demand.DemandAsync(call);
        if (!demanded.Succeeded)
        {
            return demanded.Error;
        }

        if (await bindings.FindAsync(call.Key) is not { Active: not null } record)
        {
            return TwoFactorErrorFactory.NotBound();
        }

        // Before all others end, so that this browser's requests and connections never find theirs ended. Until then it changes nothing.
        var policy = demanded.Value;
        var next = await ender.CarryOverAsync(
            call.Key,
            await overview.FindOwnAsync(call.Context, call.Subject, policy, record),
            policy
        );
        var isDone = false;
        var changed = await policySwitch.TryChangeAsync(
            policy,
            current => current with { WindowGeneration = next },
            current =>
            {
                isDone = !string.Equals(
                    current.WindowGeneration,
                    policy.WindowGeneration,
                    StringComparison.Ordinal
                );
                return !isDone;
            }
        );
        if (isDone)
        {
            // Another call has ended all that this one was to end. A second time, this browser's windows would end with it.
            return TwoFactorResult.Success;
        }

        if (changed is null)
        {
            return TwoFactorErrorFactory.NotEnabled();
        }

        await events.AllAskedAgainAsync(call);
        return TwoFactorResult.Success;
    }

    public async Task<TwoFactorResult> AskMemberAsync(ProfileCall call, string memberId)
    {
        var demanded = await demand.DemandAsync(call);
        if (!demanded.Succeeded)
        {
            return demanded.Error;
        }

        if (await demand.FindAsync(call, memberId) is not { } member)
        {
            return TwoFactorErrorFactory.NotFound();
        }

        if (string.Equals(member.MemberId, call.Subject.MemberId, StringComparison.Ordinal))
        {
            return await bindings.FindAsync(call.Key) is { Active: not null } record
                ? await own.EndOthersAsync(call, demanded.Value, record)
                : TwoFactorErrorFactory.NotBound();
        }

        var key = new BindingKey(
            call.Subject.Scope,
            call.Epoch,
            member.MemberId,
            member.Stamp ?? ""
        );
        var ending = await ender.EndAllAsync(key, _ => false);
        if (ending.Changes)
        {
            await events.AskedAgainAsync(call, member);
        }

        return TwoFactorResult.Success;
    }
}
