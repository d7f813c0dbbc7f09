namespace ProfileTwoFactor.Benchmarks.Measuring;

/// <summary>Two workloads whose blocks always run as neighbours, in an order drawn each time.</summary>
internal sealed class Pair(string name, IWorkload baseline, IWorkload candidate)
{
    private readonly List<List<Sample>> _rounds = [];

    public string Name { get; } = name;

    public IWorkload Baseline => baseline;

    public IWorkload Candidate => candidate;

    public void WarmUp(int count)
    {
        baseline.Run(count);
        candidate.Run(count);
    }

    public void BeginRound() => _rounds.Add([]);

    public void RunBlock(int count, bool baselineFirst)
    {
        Cost before,
            after;
        if (baselineFirst)
        {
            before = Cost.Of(baseline, count);
            after = Cost.Of(candidate, count);
        }
        else
        {
            after = Cost.Of(candidate, count);
            before = Cost.Of(baseline, count);
        }
        _rounds[^1].Add(new Sample(before, after, count));
    }

    public PairResult Result()
    {
        var samples = _rounds.SelectMany(round => round).ToArray();
        var rounds = _rounds.Select(round => Median.Of(round.Select(s => s.Ratio))).ToArray();
        return new PairResult(
            Name,
            Median.Of(samples.Select(s => s.Ratio)),
            rounds.Min(),
            rounds.Max(),
            Median.Of(samples.Select(s => s.ExtraBytes)),
            Median.Of(samples.Select(s => (double)s.Baseline.Nanoseconds / s.Count)),
            Median.Of(samples.Select(s => (double)s.Baseline.Bytes / s.Count)),
            Median.Of(samples.Select(s => (double)s.Candidate.Bytes / s.Count))
        );
    }

    private readonly record struct Sample(Cost Baseline, Cost Candidate, int Count)
    {
        public double Ratio => (double)Candidate.Nanoseconds / Baseline.Nanoseconds;

        public double ExtraBytes => (double)(Candidate.Bytes - Baseline.Bytes) / Count;
    }
}
