using Microsoft.AspNetCore.DataProtection;

namespace ProfileTwoFactor.Benchmarks.Hosts;

/// <summary>The people and profiles every host of the run knows, and the one key ring that lets a sign-in cookie work in all of them.</summary>
internal sealed class World
{
    public const int People = 64;
    public const int Profiles = 8;

    public IDataProtectionProvider Keys { get; } = new EphemeralDataProtectionProvider();

    public CachedDirectory Directory { get; } = CachedDirectory.Create(Profiles, People);

    public IReadOnlyList<int> Everybody { get; } = [.. Enumerable.Range(0, People)];

    public static string ProfileOf(int person) => $"workspace-{person % Profiles}";
}
