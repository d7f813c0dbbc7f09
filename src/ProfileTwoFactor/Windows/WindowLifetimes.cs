using Microsoft.Extensions.Caching.Distributed;
using ProfileTwoFactor.Policies;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Windows;

/// <summary>The limits of each scope's windows, and how long browsers and caches keep windows, which is alike for all.</summary>
/// <remarks>As long as any Owner may set: a lifetime that becomes longer counts for windows that are still open.</remarks>
internal sealed class WindowLifetimes(PolicyRules rules)
{
    private readonly WindowLimits _host = new(rules.Host);

    public TimeSpan Kept { get; } = rules.WindowIsKept(withoutLimit: TimeSpan.FromDays(400));

    /// <remarks>One object for all scopes whose Owners set nothing, so that the usual request costs nothing.</remarks>
    public WindowLimits Of(PolicyRecord? policy) =>
        policy?.Values is null ? _host : new WindowLimits(rules.Of(policy));

    /// <summary>What the Owner tells members who are asked for a code.</summary>
    public string? MessageOf(PolicyRecord policy) => rules.Of(policy).Message;

    /// <summary>How the window's entry is written to the cache.</summary>
    public DistributedCacheEntryOptions WindowEntry() =>
        new() { AbsoluteExpirationRelativeToNow = Kept };

    /// <summary>How the activity's entry is written to the cache.</summary>
    public DistributedCacheEntryOptions ActivityEntry() =>
        new() { AbsoluteExpirationRelativeToNow = rules.ActivityIsKept };
}
