using System.Globalization;

namespace ProfileTwoFactor.ServerTests.Nodes.Load;

/// <summary>Codes that were sent to one site without a pause.</summary>
/// <param name="Answers">How many by status, with the contract's code of refusals.</param>
/// <param name="Elapsed">By the clock on the wall.</param>
/// <param name="Processor">What the site's process used in that time.</param>
internal sealed record RatedBlock(
    IReadOnlyDictionary<string, int> Answers,
    TimeSpan Elapsed,
    TimeSpan Processor
)
{
    public int Requests => Answers.Values.Sum();

    public double RequestsPerSecond => Requests / Elapsed.TotalSeconds;

    public TimeSpan ProcessorTimeEach => Processor / Requests;

    public static RatedBlock Sum(IReadOnlyCollection<RatedBlock> blocks) =>
        new(
            blocks
                .SelectMany(block => block.Answers)
                .GroupBy(answers => answers.Key)
                .ToDictionary(answers => answers.Key, answers => answers.Sum(pair => pair.Value)),
            TimeSpan.FromTicks(blocks.Sum(block => block.Elapsed.Ticks)),
            TimeSpan.FromTicks(blocks.Sum(block => block.Processor.Ticks))
        );

    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{RequestsPerSecond, 6:0} requests/s, {ProcessorTimeEach.TotalMilliseconds:0.00} ms processor time a request, answers {string.Join(", ", Answers.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key}: {pair.Value}"))}"
        );
}
