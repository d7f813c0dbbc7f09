using System.Globalization;

namespace ProfileTwoFactor.SampleNode.Faults;

/// <summary>
/// What fails in this node at the moment, as a file says that a test changes while the node runs: <c>stores:throw</c>, <c>directory:hang</c>,
/// <c>cache:nonsense</c>, <c>keys:throw</c>, <c>clock:-60</c>.
/// </summary>
internal sealed class NodeFaults(LiveSetting setting)
{
    /// <summary>How far the clock is off.</summary>
    public TimeSpan Skew =>
        Of("clock") is { } seconds
            ? TimeSpan.FromSeconds(double.Parse(seconds, CultureInfo.InvariantCulture))
            : TimeSpan.Zero;

    public bool IsNonsense(string dependency) => Of(dependency) == "nonsense";

    /// <summary>Throws now, or never answers, if that is what the dependency does at the moment.</summary>
    public async Task MeetAsync(string dependency, CancellationToken token)
    {
        ThrowIfBroken(dependency);
        if (Of(dependency) == "hang")
        {
            await Task.Delay(Timeout.Infinite, token);
        }
    }

    public void ThrowIfBroken(string dependency)
    {
        if (Of(dependency) == "throw")
        {
            // What a database throws: the site's own code asks the directory, too, and tells a database that is down from its own mistakes.
            throw new TimeoutException($"The {dependency} of this node fails.");
        }
    }

    private string? Of(string dependency) =>
        setting
            .Read()
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(fault => fault.Split(':'))
            .Where(fault => fault[0] == dependency)
            .Select(fault => fault[1])
            .FirstOrDefault();
}
