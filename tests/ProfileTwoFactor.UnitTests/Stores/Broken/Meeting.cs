namespace ProfileTwoFactor.UnitTests.Stores.Broken;

/// <summary>Holds the first who comes until a second is there, so that a race happens however busy the machine is.</summary>
internal sealed class Meeting
{
    private readonly TaskCompletionSource _two = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );
    private int _came;

    public Task ComeAsync()
    {
        if (Interlocked.Increment(ref _came) > 1)
        {
            _two.TrySetResult();
        }

        return _two.Task;
    }
}
