namespace ProfileTwoFactor.Benchmarks.Measuring;

/// <summary>Runs all pairs in small shuffled blocks, so that whatever the machine does hits all sides alike.</summary>
internal static class InterleavedRun
{
    // Fixed, so that two runs of the same program do the same things in the same order.
    private const int Seed = 20261122;

    public static void Measure(IReadOnlyList<Pair> pairs, Effort effort)
    {
        WarmUp(pairs, effort);
        var random = new Random(Seed);
        var order = pairs.ToArray();
        for (var round = 0; round < effort.Rounds; round++)
        {
            foreach (var pair in pairs)
            {
                pair.BeginRound();
            }
            for (var block = 0; block < effort.BlocksPerRound; block++)
            {
                random.Shuffle(order);
                foreach (var pair in order)
                {
                    pair.RunBlock(effort.BlockSize, random.Next(2) == 0);
                }
            }
        }
    }

    private static void WarmUp(IReadOnlyList<Pair> pairs, Effort effort)
    {
        for (var pass = 0; pass < effort.WarmUpPasses; pass++)
        {
            foreach (var pair in pairs)
            {
                pair.WarmUp(effort.BlockSize * 5);
            }
            // The jitter recompiles in the background, and only after nothing new was called for a while.
            Thread.Sleep(effort.WarmUpPause);
        }
    }
}
