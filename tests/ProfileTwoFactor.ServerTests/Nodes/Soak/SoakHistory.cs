using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;

namespace ProfileTwoFactor.ServerTests.Nodes.Soak;

/// <summary>Every request of the soak with its answer, on one clock.</summary>
internal sealed class SoakHistory(SoakClock time)
{
    private const string ServerError = "server-error";

    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly ConcurrentQueue<SoakEvent> _events = new();
    private readonly ConcurrentDictionary<object, TimeSpan> _underWay = new();
    private readonly ConcurrentDictionary<string, int> _answers = new();

    private volatile bool _isOn;

    public TimeSpan Now => _clock.Elapsed;

    public IReadOnlyCollection<SoakEvent> Events => _events;

    /// <summary>Every call that began before this is among the events. To be read before them.</summary>
    public TimeSpan Settled
    {
        get
        {
            // Read first: a call that isn't noted yet is sent later than this.
            var now = Now;
            return _underWay.Values.Append(now).Min();
        }
    }

    /// <summary>How often each answer came.</summary>
    public string Answers =>
        string.Join(
            ", ",
            _answers.OrderByDescending(answer => answer.Value).Select(a => $"{a.Key}: {a.Value}")
        );

    /// <summary>Answers that say that something in the site broke, which no fault is a reason for.</summary>
    public int Broken =>
        _answers
            .Where(answer => answer.Key.EndsWith(ServerError, StringComparison.Ordinal))
            .Sum(a => a.Value);

    /// <summary>Gated requests that were answered, whatever the answer.</summary>
    public int Judged =>
        _events.Count(item => item.Act == SoakAct.Access && item.Outcome != SoakOutcome.Unknown);

    public int Count(SoakAct act) => _events.Count(item => item.Act == act && item.IsDone);

    /// <summary>The profiles are on from now on. Before that a member who is let in needs no reason.</summary>
    public void SwitchedOn() => _isOn = true;

    /// <returns>The answer; null when none came.</returns>
    public async Task<NodeAnswer?> RecordAsync(
        SoakAct act,
        string member,
        string browser,
        Func<Task<NodeAnswer>> call,
        SoakCode? code = null,
        string profile = SoakSite.Profile
    )
    {
        var isBefore = act == SoakAct.Access && !_isOn;
        var self = new object();
        var (start, earliest) = (Now, time.Earliest);
        _underWay[self] = start;
        NodeAnswer? answer;
        try
        {
            answer = await TryAsync(call);
            if (isBefore)
            {
                return answer;
            }

            _events.Enqueue(
                new SoakEvent(act, member, browser, OutcomeOf(answer), start, Now, code)
                {
                    Profile = profile,
                    Earliest = earliest,
                    Latest = time.Latest,
                }
            );
        }
        finally
        {
            _underWay.TryRemove(self, out _);
        }

        var name = answer is null ? "no answer" : answer.Code ?? $"{(int)answer.Status}";
        _answers.AddOrUpdate($"{act} {name}", 1, (_, count) => count + 1);
        return answer;
    }

    /// <summary>A call that may meet a node, or a server behind it, in the middle of a fault.</summary>
    public static async Task<NodeAnswer?> TryAsync(Func<Task<NodeAnswer>> call)
    {
        try
        {
            return await call();
        }
        catch (Exception exception)
            when (exception is HttpRequestException or OperationCanceledException or IOException)
        {
            return null;
        }
    }

    private static SoakOutcome OutcomeOf(NodeAnswer? answer) =>
        answer switch
        {
            null or { Status: >= HttpStatusCode.InternalServerError } => SoakOutcome.Unknown,
            { Status: < HttpStatusCode.MultipleChoices } => SoakOutcome.Done,
            _ => SoakOutcome.Refused,
        };
}
