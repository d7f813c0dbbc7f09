using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Outcomes.Internal;
using ProfileTwoFactor.Policies;
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Windows;

namespace ProfileTwoFactor.Management.Internal;

/// <summary>A member's own browsers: where they have verified, and the end of it.</summary>
internal sealed class MemberWindows(
    BindingManager bindings,
    WindowOverview overview,
    WindowEnder ender,
    WindowCookieWriter cookies,
    ScopeRegistry scopes,
    FreshProof proof,
    CallEvents events
)
{
    public async Task<TwoFactorResult<VerifiedBrowserList>> ListAsync(ProfileCall call)
    {
        var demanded = await DemandAsync(call);
        if (!demanded.Succeeded)
        {
            return demanded.Error;
        }

        var (policy, record) = demanded.Value;
        var seen = await overview.ReadAsync(call.Context, call.Subject, policy, record);
        return new VerifiedBrowserList(
            [
                .. seen.Select(one => new VerifiedBrowser(
                    one.Window.Id,
                    one.Window.OpenedAt,
                    one.LastActive,
                    one.Window.Client,
                    one.IsCurrent
                )),
            ],
            WindowList.CountsUnlisted(policy, record)
        );
    }

    public async Task<TwoFactorResult> EndAsync(ProfileCall call, string windowId)
    {
        var demanded = await DemandAsync(call);
        if (!demanded.Succeeded)
        {
            return demanded.Error;
        }

        var (policy, record) = demanded.Value;
        var own = await overview.FindOwnAsync(call.Context, call.Subject, policy, record);
        // What an earlier release opened can't be told apart in the store, so all of it ends.
        var isUnlisted = string.Equals(own.Unlisted?.Id, windowId, StringComparison.Ordinal);
        var ending = await ender.EndAsync(
            call.Key,
            window =>
                window.BelongsTo is null
                && string.Equals(window.Id, windowId, StringComparison.Ordinal),
            isUnlisted
        );
        if (!ending.Changes)
        {
            return TwoFactorErrorFactory.NotFound();
        }

        if (isUnlisted || ending.Ended.Any(window => own.Presented.Contains(window.Presented)))
        {
            cookies.Forget(call.Context, scopes.Scope(call.Subject.Scope));
        }

        await events.WindowsEndedAsync(call, 1);
        return TwoFactorResult.Success;
    }

    public async Task<TwoFactorResult> EndOthersAsync(ProfileCall call)
    {
        var demanded = await DemandAsync(call);
        return demanded.Succeeded
            ? await EndOthersAsync(call, demanded.Value.Policy, demanded.Value.Record)
            : demanded.Error;
    }

    /// <summary>The same, once the caller is known to have verified.</summary>
    public async Task<TwoFactorResult> EndOthersAsync(
        ProfileCall call,
        PolicyRecord policy,
        BindingRecord record
    )
    {
        var own = await overview.FindOwnAsync(call.Context, call.Subject, policy, record);
        var ids = record
            .Windows.Where(window => own.Presented.Contains(window.Presented))
            .Select(window => window.Id)
            .ToHashSet();
        var ending = await ender.EndAllAsync(
            call.Key,
            window =>
                own.Presented.Contains(window.Presented)
                || (window.BelongsTo is { } main && ids.Contains(main)),
            own.Unlisted
        );
        var browsers = ending.Ended.Count(window => window.BelongsTo is null);
        if (browsers > 0)
        {
            await events.WindowsEndedAsync(call, browsers);
        }

        return TwoFactorResult.Success;
    }

    private async Task<TwoFactorResult<MemberRecord>> DemandAsync(ProfileCall call)
    {
        if (call.Policy is not { Enabled: true } policy)
        {
            return TwoFactorErrorFactory.NotEnabled();
        }

        var verified = await proof.DemandVerifiedAsync(call);
        if (!verified.Succeeded)
        {
            return verified.Error;
        }

        return await bindings.FindAsync(call.Key) is { Active: not null } record
            ? new MemberRecord(policy, record)
            : TwoFactorErrorFactory.NotBound();
    }

    private sealed record MemberRecord(PolicyRecord Policy, BindingRecord Record);
}
