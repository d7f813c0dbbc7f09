using ProfileTwoFactor.Benchmarks.Hosts;

namespace ProfileTwoFactor.Benchmarks.Experiments;

/// <summary>A host together with everyone's cookies for it, checked for letting in and for refusing.</summary>
internal sealed class Contender(BenchmarkHost host, IReadOnlyList<CookieJar> jars)
{
    private const string Overview = "/overview";

    public BenchmarkHost Host => host;

    /// <summary>The request that the variant guards.</summary>
    public RequestWorkload Guarded => GuardedWith(this);

    /// <summary>The request that is the same in every host.</summary>
    public RequestWorkload Ordinary => OrdinaryWith(this);

    /// <summary>The guarded request with the cookies another host gave, so that both sides get the same bytes.</summary>
    public RequestWorkload GuardedWith(Contender other) =>
        new(host, other.Callers(person => HeatmapsOf(person)));

    /// <inheritdoc cref="GuardedWith"/>
    public RequestWorkload OrdinaryWith(Contender other) => new(host, other.Callers(_ => Overview));

    public static async Task<Contender> CreateAsync(BenchmarkHost host, World world, IProof proof)
    {
        var jars = new List<CookieJar>();
        foreach (var person in world.Everybody)
        {
            jars.Add(await proof.GiveAsync(host, person));
        }
        foreach (var person in world.Everybody)
        {
            var path = HeatmapsOf(person);
            await Check.LetsInAsync(host, jars[person], path);
            await Check.LetsInAsync(host, jars[person], Overview);
            await Check.RefusesAsync(host, new CookieJar(), path);
            await Check.RefusesAsync(host, new CookieJar(), Overview);
            if (proof.IsNeeded)
            {
                await Check.RefusesAsync(host, await SignIn.UnprovenAsync(host, person), path);
            }
        }
        return new Contender(host, jars);
    }

    private IReadOnlyList<Caller> Callers(Func<int, string> pathOf) =>
        [.. jars.Select((jar, person) => new Caller(pathOf(person), jar.Header))];

    private static string HeatmapsOf(int person) => $"/p/{World.ProfileOf(person)}/heatmaps";
}
