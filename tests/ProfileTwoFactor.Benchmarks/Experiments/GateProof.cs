using ProfileTwoFactor.Benchmarks.Hosts;
using ProfileTwoFactor.Testing;

namespace ProfileTwoFactor.Benchmarks.Experiments;

/// <summary>Binds an authenticator in one browser and proves it with a code in another, as a member does.</summary>
internal sealed class GateProof : IProof
{
    public bool IsNeeded => true;

    public async Task<CookieJar> GiveAsync(BenchmarkHost host, int person)
    {
        var profile = World.ProfileOf(person);
        var first = await SignIn.UnprovenAsync(host, person);
        var authenticator = new FakeAuthenticator(
            await DoAsync(host, first, profile, "begin"),
            TimeProvider.System
        );
        var isOwner = person < World.Profiles;
        var bind = isOwner ? "enable" : "bind";
        await DoAsync(host, first, profile, $"{bind}/{authenticator.Code()}");

        // The code that bound is used up; the next step's is accepted too, so that a run does not wait half a minute.
        var second = await SignIn.UnprovenAsync(host, person);
        await DoAsync(host, second, profile, $"verify/{authenticator.Code()}");
        return second;
    }

    public static async Task<string> DoAsync(
        BenchmarkHost host,
        CookieJar jar,
        string profile,
        string action
    )
    {
        var path = $"/prepare/{profile}/{action}";
        var answer = await jar.PostAsync(host, path);
        Check.Succeeded(host, answer, $"/prepare/{profile}/{action.Split('/')[0]}");
        return answer.Body;
    }
}
