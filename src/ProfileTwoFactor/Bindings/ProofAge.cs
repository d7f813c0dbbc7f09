namespace ProfileTwoFactor.Bindings;

/// <summary>How old a proof is. Told only by a clock that is right: a node that is minutes behind would find every proof fresh.</summary>
internal sealed class ProofAge(NodeClock clock, TimeProvider time)
{
    /// <param name="tenant">Whose store's clock it is.</param>
    /// <param name="provenAt">When it was proven; null when it was not, which is never within a limit.</param>
    /// <param name="limit">The greatest age.</param>
    /// <exception cref="Infrastructure.DependencyUnavailableException">This node's clock can't be relied on.</exception>
    public async ValueTask<bool> IsWithinAsync(
        string tenant,
        DateTimeOffset? provenAt,
        TimeSpan limit
    )
    {
        await clock.EnsureAgreesAsync(tenant);
        return provenAt is { } moment && time.GetUtcNow() - moment <= limit;
    }
}
