namespace ProfileTwoFactor.ServerTests.Nodes.Soak;

/// <summary>What one node holds at a moment, and the connections that all nodes hold.</summary>
/// <param name="At">When.</param>
/// <param name="Heap">Bytes alive in the managed heap.</param>
/// <param name="Resident">Bytes of the process in memory.</param>
/// <param name="Handles">Open file descriptors.</param>
/// <param name="Sockets">Those of them that are sockets.</param>
/// <param name="Threads">Threads of the process.</param>
/// <param name="Postgres">Connections to the database, of all nodes.</param>
/// <param name="Redis">Clients of Redis, of all nodes and of the test.</param>
internal sealed record SoakSample(
    TimeSpan At,
    long Heap,
    long Resident,
    long Handles,
    long Sockets,
    long Threads,
    long Postgres,
    long Redis
)
{
    // A pool has one or two more or fewer from moment to moment, which is more than 5 % of twenty. What is left over by each fault or each
    // code grows by hundreds in an hour.
    private const int OfAPool = 2;

    /// <summary>Each figure with its name, and by how much it may differ without growing.</summary>
    public static IReadOnlyList<(
        string Name,
        Func<SoakSample, long> Of,
        int Noise
    )> Figures { get; } =
    [
        ("heap, KB", sample => sample.Heap / 1024, 0),
        ("resident, KB", sample => sample.Resident / 1024, 0),
        ("handles", sample => sample.Handles, OfAPool),
        ("sockets", sample => sample.Sockets, OfAPool),
        ("threads", sample => sample.Threads, OfAPool),
        ("PostgreSQL connections", sample => sample.Postgres, OfAPool),
        ("Redis clients", sample => sample.Redis, OfAPool),
    ];
}
