using Microsoft.Extensions.Caching.Distributed;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Policies;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Windows;

/// <summary>The limits of each scope's windows, and how long browsers and caches keep windows, which is alike for all.</summary>
/// <remarks>As long as any Owner may set: a lifetime that becomes longer counts for windows that are still open.</remarks>
internal sealed class WindowLifetimes(PolicyRules rules)
{
    private const int Capacity = 1024;

    private readonly WindowLimits _host = new(rules.Host);
    private readonly TwoGenerationCache<ProfilePolicyValues, WindowLimits> _owners = new(Capacity);

    public TimeSpan Kept { get; } = rules.WindowIsKept(withoutLimit: TimeSpan.FromDays(400));

    /// <remarks>One object for all scopes whose Owners set the same, or nothing, so that requests and kept decisions share it.</remarks>
    public WindowLimits Of(PolicyRecord? policy) =>
        policy?.Values switch
        {
            null => _host,
            // Looked at each time: a choice that is gone is logged for each profile.
            { AllowedAuthenticators: not null } => new WindowLimits(rules.Of(policy)),
            var values => _owners.TryGet(values, out var known) ? known : Create(policy, values),
        };

    // A method of its own, so that only the first call pays for the closure.
    private WindowLimits Create(PolicyRecord policy, ProfilePolicyValues values) =>
        _owners.GetOrAdd(values, _ => new WindowLimits(rules.Of(policy)));

    /// <summary>What the Owner tells members who are asked for a code.</summary>
    public string? MessageOf(PolicyRecord policy) => rules.Of(policy).Message;

    /// <summary>How the window's entry is written to the cache.</summary>
    public DistributedCacheEntryOptions WindowEntry() =>
        new() { AbsoluteExpirationRelativeToNow = Kept };

    /// <summary>How the activity's entry is written to the cache.</summary>
    public DistributedCacheEntryOptions ActivityEntry() =>
        new() { AbsoluteExpirationRelativeToNow = rules.ActivityIsKept };
}
