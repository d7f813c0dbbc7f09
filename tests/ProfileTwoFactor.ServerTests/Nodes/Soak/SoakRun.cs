namespace ProfileTwoFactor.ServerTests.Nodes.Soak;

/// <summary>Four members in two profiles who do at random what people do, at whichever nodes, and the history of it.</summary>
internal sealed class SoakRun : IDisposable
{
    public static readonly TimeSpan DecisionLifetime = TimeSpan.FromSeconds(1);

    /// <summary>By the clock of the nodes.</summary>
    public static readonly TimeSpan WindowLifetime = TimeSpan.FromMinutes(30);

    private readonly CancellationTokenSource _over = new();
    private readonly SoakOwner _owner;
    private readonly SoakMember _ownerOfBoth;
    private readonly Task _clock;

    /// <param name="cluster">Its clock runs: the model measures the lifetime of decisions in real time.</param>
    /// <param name="seed">Decides what members do.</param>
    /// <param name="skew">By how much the clock of a node may be off.</param>
    public SoakRun(Cluster cluster, int seed, TimeSpan skew = default)
    {
        Site = new SoakSite(cluster, new SoakClock(cluster.Clock, skew));
        _ownerOfBoth = new SoakMember("oscar", Site, seed + 4, elsewhere: "beta");
        Site.Members.AddRange([
            new SoakMember("olivia", Site, seed + 1),
            new SoakMember("mark", Site, seed + 2),
            new SoakMember("mei", Site, seed + 3),
            _ownerOfBoth,
        ]);
        _owner = new SoakOwner(Site.Members[0], Site.Members[1..], Site, seed - 1);
        _clock = Site.Clock.TickAsync(_over.Token);
    }

    public SoakSite Site { get; }

    public SoakHistory History => Site.History;

    public static void Configure(Dictionary<string, string> settings)
    {
        settings["ProfileTwoFactor:DecisionLifetime"] = $"{DecisionLifetime:c}";
        settings["ProfileTwoFactor:WindowLifetime"] = $"{WindowLifetime:c}";
        settings["ProfileTwoFactor:WindowAbsoluteLifetime"] = $"{WindowLifetime:c}";
        // Full within minutes: what still grows then has no end.
        settings["ProfileTwoFactor:DecisionCapacity"] = "200";
        settings["ProfileTwoFactor:SensitiveActionMaxAge"] = "24:00:00";
        settings.Remove("Node:PatienceFile");
        settings["Node:DependencyTimeout"] = "00:00:02";
        settings["Logging:LogLevel:ProfileTwoFactor"] = "Error";
    }

    /// <summary>At any time: of what was over before the oldest call that is under way.</summary>
    public IReadOnlyList<string> Violations()
    {
        var settled = History.Settled;
        return new SoakModel(DecisionLifetime, WindowLifetime).Violations(History.Events, settled);
    }

    /// <summary>Switches two-factor authentication on in both profiles.</summary>
    public async Task BeginAsync()
    {
        await _owner.SwitchOnAsync();
        await _ownerOfBoth.SwitchOnElsewhereAsync();
        History.SwitchedOn();
    }

    public Task ActAsync(CancellationToken end) =>
        Task.WhenAll(
            Site.Members[1..]
                .Select(member => WhileAsync(member.ActAsync, end))
                .Append(WhileAsync(_owner.ActAsync, end))
        );

    /// <summary>Stops the clock, when all is over.</summary>
    public async Task EndAsync()
    {
        await _over.CancelAsync();
        await _clock;
    }

    public void Dispose()
    {
        Site.Members.ForEach(member => member.Dispose());
        Site.Clock.Dispose();
        _over.Dispose();
    }

    private static async Task WhileAsync(Func<Task> act, CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            await act();
        }
    }
}
