using ProfileTwoFactor.Benchmarks.Hosts;

namespace ProfileTwoFactor.Benchmarks.Experiments;

/// <summary>The proof of the variants that look at the sign-in cookie alone.</summary>
internal sealed class SignIn(bool isNeeded) : IProof
{
    public bool IsNeeded => isNeeded;

    public Task<CookieJar> GiveAsync(BenchmarkHost host, int person) =>
        AsAsync(host, person, "proven");

    public static Task<CookieJar> UnprovenAsync(BenchmarkHost host, int person) =>
        AsAsync(host, person, "unproven");

    private static async Task<CookieJar> AsAsync(BenchmarkHost host, int person, string proof)
    {
        var jar = new CookieJar();
        var path = $"/sign-in/{person}/{proof}";
        Check.Succeeded(host, await jar.PostAsync(host, path), path);
        return jar;
    }
}
