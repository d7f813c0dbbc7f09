using ProfileTwoFactor.Benchmarks.Counting;
using ProfileTwoFactor.Benchmarks.Hosts;
using ProfileTwoFactor.Benchmarks.Measuring;

namespace ProfileTwoFactor.Benchmarks.Experiments;

/// <summary>A request behind the gate against the same request behind other guards.</summary>
internal sealed class GateExperiment
{
    // The longest there is, so that what is measured is a decision that holds; the other gate never keeps one.
    public static readonly TimeSpan LongestDecision = TimeSpan.FromMinutes(5);
    private const int CountedRequests = World.People * 100;

    private readonly OperationCounts _counts;
    private readonly RequestWorkload _gated;

    private GateExperiment(OperationCounts counts, RequestWorkload gated, Pair[] pairs)
    {
        _counts = counts;
        _gated = gated;
        Pairs = pairs;
    }

    public IReadOnlyList<Pair> Pairs { get; }

    public static async Task<GateExperiment> CreateAsync()
    {
        var world = new World();
        var counts = new OperationCounts();
        var authorize = await AddAsync(world, "authorize", new Variant(), new SignIn(false));
        var twin = await AddAsync(world, "twin", new Variant(), new SignIn(false));
        var floor = await AddAsync(world, "floor", new FloorVariant(), new SignIn(false));
        var directory = await AddAsync(
            world,
            "directory",
            new DirectoryVariant(world.Directory),
            new SignIn(false)
        );
        var claim = await AddAsync(world, "claim", new ClaimVariant(), new SignIn(true));
        var session = await AddAsync(world, "session", new SessionVariant(), new SessionProof());
        var gate = await AddAsync(
            world,
            "gate",
            new GateVariant(world.Directory, counts, LongestDecision),
            new GateProof()
        );
        var asking = await AddAsync(
            world,
            "gate without decision cache",
            new GateVariant(world.Directory, new OperationCounts(), TimeSpan.Zero),
            new GateProof()
        );

        // Both sides of a pair get the same bytes, window cookie included: what the gate costs, not what a cookie costs.
        var baseline = authorize.GuardedWith(gate);
        return new GateExperiment(
            counts,
            gate.Guarded,
            [
                new(Comparisons.Null, baseline, baseline),
                new(Comparisons.Twin, baseline, twin.GuardedWith(gate)),
                new(Comparisons.Floor, baseline, floor.GuardedWith(gate)),
                new(Comparisons.Directory, baseline, directory.GuardedWith(gate)),
                new(Comparisons.Claim, authorize.GuardedWith(claim), claim.Guarded),
                new(Comparisons.Gate, baseline, gate.Guarded),
                new(Comparisons.Cookie, authorize.Guarded, baseline),
                new(Comparisons.GateWithoutCache, authorize.GuardedWith(asking), asking.Guarded),
                new(Comparisons.Other, authorize.OrdinaryWith(gate), gate.OrdinaryWith(gate)),
                new(Comparisons.SessionAlone, authorize.GuardedWith(session), session.Guarded),
                new(Comparisons.Session, gate.Guarded, session.Guarded),
            ]
        );
    }

    /// <summary>What so many gated requests read and wrote while the decisions held.</summary>
    public (int Requests, Counts Counts) CountOperations()
    {
        _gated.Run(World.People);
        _counts.Restart();
        _gated.Run(CountedRequests);
        return (CountedRequests, _counts.Own + _counts.Background);
    }

    private static Task<Contender> AddAsync(
        World world,
        string name,
        Variant variant,
        IProof proof
    ) => Contender.CreateAsync(BenchmarkHost.Start(name, world, variant), world, proof);
}
