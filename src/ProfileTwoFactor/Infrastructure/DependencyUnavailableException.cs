namespace ProfileTwoFactor.Infrastructure;

/// <summary>A store, the cache, the directory or the key ring can't answer. Always ends as a 503, never as an admission.</summary>
internal sealed class DependencyUnavailableException(
    string dependency,
    string reason,
    Exception? inner = null
) : Exception($"The {dependency} isn't available: {reason}.", inner)
{
    public string Dependency { get; } = dependency;
}
