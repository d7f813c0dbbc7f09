namespace ProfileTwoFactor.IntegrationTests.Engine;

/// <summary>Holds the first callers where they are until they are released. Later ones pass.</summary>
internal sealed class Hold(int callers)
{
    private readonly TaskCompletionSource _there = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );
    private readonly TaskCompletionSource _released = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );
    private int _seen;

    /// <summary>All who are held have come.</summary>
    public Task AllThere => _there.Task.WaitAsync(TimeSpan.FromSeconds(30));

    public int Seen => Volatile.Read(ref _seen);

    public Task PassAsync()
    {
        var number = Interlocked.Increment(ref _seen);
        if (number == callers)
        {
            _there.SetResult();
        }

        return number <= callers ? _released.Task : Task.CompletedTask;
    }

    public void Release() => _released.SetResult();
}
