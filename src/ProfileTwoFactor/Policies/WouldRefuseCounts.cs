using Microsoft.Extensions.Options;
using ProfileTwoFactor.Infrastructure;

namespace ProfileTwoFactor.Policies;

/// <summary>Counts what this process would have refused, for the Owner of each profile. Nothing relies on it.</summary>
internal sealed class WouldRefuseCounts(
    IOptions<ProfileTwoFactorOptions> options,
    TimeProvider time
)
{
    private readonly DateTimeOffset _since = time.GetUtcNow();
    private readonly TwoGenerationCache<TwoFactorScope, ProfileTally> _counts = new(
        options.Value.DecisionCapacity
    );

    public void Add(TwoFactorScope scope, string memberId) =>
        _counts.GetOrAdd(scope, _ => new ProfileTally(time.GetUtcNow())).Add(memberId);

    public WouldRefuseReading Of(TwoFactorScope scope) =>
        _counts.TryGet(scope, out var count) ? count.Read() : new(_since, 0, 0);
}
