using ProfileTwoFactor.Benchmarks.Hosts;

namespace ProfileTwoFactor.Benchmarks.Experiments;

internal sealed class SessionProof : IProof
{
    public bool IsNeeded => true;

    public async Task<CookieJar> GiveAsync(BenchmarkHost host, int person)
    {
        var jar = await SignIn.UnprovenAsync(host, person);
        var path = $"/prove/{World.ProfileOf(person)}";
        Check.Succeeded(host, await jar.PostAsync(host, path), path);
        return jar;
    }
}
