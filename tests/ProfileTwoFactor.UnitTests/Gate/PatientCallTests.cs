using ProfileTwoFactor.Infrastructure;

namespace ProfileTwoFactor.UnitTests.Gate;

public sealed class PatientCallTests : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);
    private readonly FakeTimeProvider _time = new();
    private readonly CancellationTokenSource _stopping = new();

    // Its continuations run elsewhere, as those of a real call do.
    private readonly TaskCompletionSource<int> _answer = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );
    private CancellationToken _token;

    public void Dispose() => _stopping.Dispose();

    [Fact]
    public async Task Answer_OfTheCall_IsReturned()
    {
        var call = RunAsync();
        Assert.False(_token.IsCancellationRequested);

        _answer.SetResult(7);

        Assert.Equal(7, await call);
    }

    [Fact]
    public async Task Failure_OfTheCall_IsThrown()
    {
        var call = RunAsync();
        _answer.SetException(new IOException("gone"));

        Assert.Equal("gone", (await Assert.ThrowsAsync<IOException>(() => call)).Message);
    }

    [Fact]
    public async Task Call_ThatTakesTooLong_IsCanceledAndLeftAlone()
    {
        var call = RunAsync();
        _time.Advance(Longest - Tick);
        Assert.False(_token.IsCancellationRequested);
        Assert.False(call.IsCompleted);

        _time.Advance(Tick);

        await Assert.ThrowsAsync<TimeoutException>(() => call);
        Assert.True(_token.IsCancellationRequested);
    }

    [Fact]
    public async Task Call_WithGrace_IsWaitedForAfterItsCancellation()
    {
        var call = RunAsync(Grace);
        _time.Advance(Longest);
        Assert.True(_token.IsCancellationRequested);
        _time.Advance(Grace - Tick);
        Assert.False(call.IsCompleted);

        _time.Advance(Tick);

        await Assert.ThrowsAsync<TimeoutException>(() => call);
    }

    /// <summary>The wait for it ends first, and what was disposed of then would never have been canceled.</summary>
    [Fact]
    public async Task Call_AtAStop_IsCanceled()
    {
        var call = RunAsync();

        await _stopping.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.True(_token.IsCancellationRequested);
    }

    [Fact]
    public async Task Call_WithoutAResult_IsWaitedForAsWell()
    {
        var call = PatientCall.RunAsync(
            token =>
            {
                _token = token;
                return (Task)_answer.Task;
            },
            Longest,
            _stopping.Token,
            time: _time
        );
        Assert.False(call.IsCompleted);

        await _stopping.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.True(_token.IsCancellationRequested);
    }

    private Task<int> RunAsync(TimeSpan grace = default) =>
        PatientCall.RunAsync(
            token =>
            {
                _token = token;
                return _answer.Task;
            },
            Longest,
            _stopping.Token,
            grace,
            _time
        );
}
