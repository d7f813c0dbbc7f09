using ProfileTwoFactor.Testing;

namespace ProfileTwoFactor.ServerTests.Nodes.Soak;

/// <summary>An authenticator whose codes have names: six digits come again, a step does not.</summary>
internal sealed class SoakAuthenticator(string id, string secret, SoakClock clock)
{
    private const int ToleratedSteps = 1;

    // Beyond what the clocks of nodes are off.
    private const int Near = 10;

    private readonly FakeAuthenticator _app = new(secret, clock.Clock);
    private int _given;

    public string Id => id;

    /// <summary>A code that was not given before; null until the clock has moved on.</summary>
    public SoakCode? Next()
    {
        try
        {
            return new SoakCode(_app.Code(), $"{id}/{++_given}", id);
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>A code that is none of those around this time.</summary>
    public SoakCode Wrong()
    {
        var right = Around(-Near, Near);
        return Enumerable
            .Range(0, right.Count + 1)
            .Select(number => new SoakCode($"{number:D6}", null, null, IsWrong: true))
            .First(code => !right.Contains(code.Text));
    }

    /// <summary>The code that has just become too old.</summary>
    public SoakCode? TooOld()
    {
        var old = clock.Earliest - ((ToleratedSteps + 1) * SoakClock.Step);
        var steps = (int)(StepOf(old) - StepOf(clock.Clock.GetUtcNow()));
        var code = _app.CurrentCode(steps);
        return Around(steps + 1, Near).Contains(code)
            ? null
            : new SoakCode(code, null, null, IsWrong: true);
    }

    /// <summary>The present code of this authenticator, typed by the member of another.</summary>
    public SoakCode? For(SoakAuthenticator other)
    {
        var code = _app.CurrentCode();
        return other.Around(-Near, Near).Contains(code)
            ? null
            : new SoakCode(code, null, null, IsWrong: true);
    }

    private HashSet<string> Around(int from, int to) =>
        [.. Enumerable.Range(from, to - from + 1).Select(_app.CurrentCode)];

    private static long StepOf(DateTimeOffset time) =>
        time.ToUnixTimeSeconds() / (long)SoakClock.Step.TotalSeconds;
}
