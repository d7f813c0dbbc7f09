using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Policies;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Callers;

/// <summary>Whether the rules of a profile admit a machine caller at this moment. Nothing of it is kept: a binding that was reset counts at the next request.</summary>
internal sealed class MachineAdmission(
    PolicyRules rules,
    BindingRepository bindings,
    Deadline deadline
)
{
    /// <param name="services">Where the app's directory comes from.</param>
    /// <param name="policy">The policy, in force.</param>
    /// <param name="profileId">The canonical profile id.</param>
    /// <param name="caller">The caller.</param>
    /// <param name="aborted">Cancels the look-up of the creator.</param>
    /// <exception cref="DependencyUnavailableException">Directory or store can't answer.</exception>
    public async ValueTask<bool> AdmitsAsync(
        IServiceProvider services,
        PolicyRecord policy,
        string profileId,
        MachineCaller caller,
        CancellationToken aborted
    )
    {
        var own = rules.Of(policy);
        return own.MachineCallers switch
        {
            MachineCallerAccess.Allow => true,
            MachineCallerAccess.AllowWhileCreatorBound => caller.CreatorMemberId is { } creator
                && await IsBoundAsync(services, policy, profileId, creator, own, aborted),
            // Also what no release has ever written.
            _ => false,
        };
    }

    private async ValueTask<bool> IsBoundAsync(
        IServiceProvider services,
        PolicyRecord policy,
        string profileId,
        string creator,
        ProfileRules own,
        CancellationToken aborted
    )
    {
        var member = await deadline.AskAsync(
            DependencyNames.Directory,
            (services, profileId, creator),
            static (s, token) =>
                s
                    .services.GetRequiredService<IProfileDirectory>()
                    .FindMemberAsync(s.profileId, s.creator, token),
            aborted
        );
        // A directory that finds members by other ids than their own, as in another case, must not lend one member another's authenticator.
        if (member is null || !string.Equals(member.MemberId, creator, StringComparison.Ordinal))
        {
            return false;
        }

        var key = new BindingKey(policy.Scope, policy.Epoch, member.MemberId, member.Stamp ?? "");
        return IsBound(await bindings.FindAsync(key), own);
    }

    /// <summary>Whether a member has an authenticator that the rules allow and that isn't disabled, by itself or by too many wrong codes.</summary>
    public static bool IsBound(BindingRecord? record, ProfileRules rules)
    {
        var kinds = AllowedKinds.Of(rules);
        return record is { Active: { } active, Failures: < AttemptBudget.DisablingFailures }
            && active.Authenticators.Any(kinds.Usable);
    }
}
