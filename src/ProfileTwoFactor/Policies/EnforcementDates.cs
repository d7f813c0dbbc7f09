using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Policies;

/// <summary>Whether the date of a policy has come, by this node's clock. No job has to run for it.</summary>
internal sealed class EnforcementDates(ScopeRegistry scopes, Deadline deadline, TimeProvider time)
{
    /// <summary>How far ahead an Owner may set the date.</summary>
    public static readonly TimeSpan LongestNotice = TimeSpan.FromDays(90);

    /// <summary>The latest date that an Owner may set now.</summary>
    public DateTimeOffset Latest => time.GetUtcNow() + LongestNotice;

    // Beyond what an Owner could have written, with a day for clocks that differ.
    private static TimeSpan Impossible => LongestNotice + TimeSpan.FromDays(1);

    /// <summary>The date, if it is one: what has passed means "at once", as does null.</summary>
    public DateTimeOffset? Ahead(DateTimeOffset? date) => date > time.GetUtcNow() ? date : null;

    /// <summary>Whether members must verify now.</summary>
    /// <exception cref="DependencyUnavailableException">The date is further ahead than any Owner can set: the row is damaged, or the clock is wrong.</exception>
    public bool IsEnforced(PolicyRecord policy)
    {
        if (policy is not { Scheduled: true, EnforcedFrom: { } from })
        {
            return true;
        }

        var scope = scopes.Scope(policy.Scope);
        var date = new EnforcedDate(policy.Epoch, from);
        if (date == scope.Enforced)
        {
            return true;
        }

        var left = from - time.GetUtcNow();
        if (left <= TimeSpan.Zero)
        {
            scope.Enforced = date;
            return true;
        }

        if (left > Impossible)
        {
            // Read as "not yet", it would leave the profile open for good.
            throw deadline.InvalidAnswer(
                DependencyNames.PolicyStore,
                "the date from which members must verify is more than 90 days ahead"
            );
        }

        scopes.Announce(policy.Scope, from);
        return false;
    }
}
