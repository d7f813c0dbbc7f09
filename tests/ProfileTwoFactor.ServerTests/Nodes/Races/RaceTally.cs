using System.Globalization;
using System.Net;

namespace ProfileTwoFactor.ServerTests.Nodes.Races;

/// <summary>The sum of rounds in which many submit one code. A round that breaks a rule ends the test.</summary>
/// <param name="nodes">Over how many nodes they are sent, in turn.</param>
internal sealed class RaceTally(int nodes)
{
    private readonly int[] _wins = new int[nodes];
    private int _once;
    private int _submissions;
    private int _unavailable;

    public int Rounds { get; private set; }

    /// <summary>Rounds of which no caller was told a success, and one was told that the outcome is unknown.</summary>
    private int Unknown => Rounds - _once;

    public void Add(IReadOnlyList<NodeAnswer> answers)
    {
        var won = Enumerable
            .Range(0, answers.Count)
            .Where(i => answers[i].Status == HttpStatusCode.OK)
            .ToList();
        var unavailable = answers.Count(answer => answer.Code == "two-factor-unavailable");
        var refused = answers.Count(answer => answer.Code == "invalid-code");

        Assert.True(won.Count <= 1, $"round {Rounds}: one code was accepted {won.Count} times");
        Assert.True(
            won.Count == 1 || unavailable > 0,
            $"round {Rounds}: a good code let no one in"
        );
        // Refused by a limit or by a lock, a submission was not looked at, and would show nothing.
        Assert.Equal(answers.Count, won.Count + refused + unavailable);

        Rounds++;
        _once += won.Count;
        _submissions += won.Count + refused;
        _unavailable += unavailable;
        won.ForEach(i => _wins[i % nodes]++);
    }

    /// <summary>Fails where so little happened that the rounds show nothing.</summary>
    public void EnsureShowsSomething()
    {
        Assert.InRange(Unknown, 0, Math.Max(1, Rounds / 100));
        Assert.InRange(_unavailable, 0, _submissions / 20);
        // Were one node never the first, it would be no competition.
        Assert.DoesNotContain(0, _wins);
    }

    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"rounds={Rounds} once={_once} twice=0 unknown={Unknown} submissions={_submissions} unavailable={_unavailable} wins={string.Join('/', _wins)}"
        );
}
