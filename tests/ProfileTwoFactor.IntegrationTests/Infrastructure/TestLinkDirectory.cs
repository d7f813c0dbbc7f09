using System.Collections.Concurrent;

namespace ProfileTwoFactor.IntegrationTests.Infrastructure;

/// <summary>A host's shared links in memory.</summary>
public sealed class TestLinkDirectory : ISharedLinkDirectory
{
    private readonly ConcurrentDictionary<string, SharedLink> _links = new(StringComparer.Ordinal);

    public int Calls;

    /// <summary>Runs before every answer: throw, hang or look.</summary>
    public Func<string, Task>? Before { get; set; }

    /// <summary>Changes the answer, for hosts that talk nonsense.</summary>
    public Func<SharedLink?, SharedLink?> Rewrite { get; set; } = link => link;

    public void Add(
        string token,
        SharedLinkAccess access,
        string profile = "acme",
        DateTimeOffset? expiresAt = null
    ) =>
        _links[token] = new SharedLink
        {
            ProfileId = profile,
            Access = access,
            ExpiresAt = expiresAt,
            Resource = $"heatmap of {profile}",
        };

    public void Revoke(string token) => _links.TryRemove(token, out _);

    public async ValueTask<SharedLink?> FindAsync(string token, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref Calls);
        if (Before is { } before)
        {
            await before(token);
        }

        return Rewrite(_links.GetValueOrDefault(token));
    }
}
