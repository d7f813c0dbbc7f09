using System.Globalization;

namespace ProfileTwoFactor.ServerTests.Nodes.Races;

/// <summary>The sum of rounds in which many guess at the same time. A round that breaks a rule ends the test.</summary>
internal sealed class GuessTally
{
    private const int Budget = 5;

    private int _full;
    private int _guesses;
    private int _looked;
    private int _unavailable;

    public int Rounds { get; private set; }

    /// <param name="answers">To the guesses of one round, which began with no failure.</param>
    /// <param name="failures">What the store has counted.</param>
    /// <returns>Whether the budget is used up. A machine that is too slow answers with 503 before that.</returns>
    public bool Add(IReadOnlyList<NodeAnswer> answers, int failures)
    {
        var looked = answers.Count(answer => answer.Code == "invalid-code");
        var locked = answers.Count(answer => answer.Code == "locked-out");
        var unavailable = answers.Count(answer => answer.Code == "two-factor-unavailable");

        Assert.InRange(looked, 0, Budget);
        // Also what was looked at and whose caller was told nothing of it.
        Assert.InRange(failures, looked, Budget);
        Assert.Equal(answers.Count, looked + locked + unavailable);

        Rounds++;
        _full += failures == Budget ? 1 : 0;
        _guesses += looked + locked;
        _looked += looked;
        _unavailable += unavailable;
        return failures == Budget;
    }

    /// <summary>Fails where so little happened that the rounds show nothing.</summary>
    public void EnsureShowsSomething()
    {
        Assert.InRange(_full, Rounds - Math.Max(1, Rounds / 100), Rounds);
        Assert.InRange(_unavailable, 0, _guesses / 20);
    }

    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"rounds={Rounds} full={_full} beyond=0 guesses={_guesses} looked={_looked} unavailable={_unavailable}"
        );
}
