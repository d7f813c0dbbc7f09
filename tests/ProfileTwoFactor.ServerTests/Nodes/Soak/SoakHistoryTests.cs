using System.Net;

namespace ProfileTwoFactor.ServerTests.Nodes.Soak;

/// <summary>A history that is judged while calls are under way must not be judged by what they have done already.</summary>
public sealed class SoakHistoryTests : IDisposable
{
    private readonly SoakClock _clock = new(new NodeClock("never read"));
    private readonly SoakHistory _history;

    public SoakHistoryTests() => _history = new SoakHistory(_clock);

    [Fact]
    public async Task History_IsSettledUntilTheOldestCallUnderWayBegan()
    {
        var (first, firstAnswer) = Begin(SoakAct.Disable);
        var (second, secondAnswer) = Begin(SoakAct.Verify);
        var (third, thirdAnswer) = Begin(SoakAct.Reset);

        await AnswerAsync(second, secondAnswer);
        var whileTheFirst = _history.Settled;
        await AnswerAsync(first, firstAnswer);
        var whileTheThird = _history.Settled;
        await AnswerAsync(third, thirdAnswer);

        Assert.Equal(Of(SoakAct.Disable).Start, whileTheFirst);
        Assert.Equal(Of(SoakAct.Reset).Start, whileTheThird);
        Assert.InRange(_history.Settled, Of(SoakAct.Reset).End, TimeSpan.MaxValue);
    }

    [Fact]
    public async Task Call_ThatBroke_IsNotUnderWayForEver()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            _history.RecordAsync(
                SoakAct.Reset,
                "mark",
                "phone",
                () => throw new InvalidOperationException()
            )
        );
        var before = _history.Now;

        Assert.InRange(_history.Settled, before, TimeSpan.MaxValue);
    }

    public void Dispose() => _clock.Dispose();

    private (Task Call, TaskCompletionSource<NodeAnswer> Answer) Begin(SoakAct act)
    {
        var answer = new TaskCompletionSource<NodeAnswer>();
        return (_history.RecordAsync(act, "mark", "phone", () => answer.Task), answer);
    }

    private static Task AnswerAsync(Task call, TaskCompletionSource<NodeAnswer> answer)
    {
        answer.SetResult(new NodeAnswer(HttpStatusCode.NoContent, null, ""));
        return call;
    }

    private SoakEvent Of(SoakAct act) => Assert.Single(_history.Events, item => item.Act == act);
}
