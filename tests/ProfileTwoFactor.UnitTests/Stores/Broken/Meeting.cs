namespace ProfileTwoFactor.UnitTests.Stores.Broken;

/// <summary>Holds the first who comes until a second is there, so that a race happens however busy the machine is. A caller who stays alone goes on after a while.</summary>
internal sealed class Meeting
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);
    private readonly TaskCompletionSource _two = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );
    private int _came;

    public async Task ComeAsync()
    {
        if (Interlocked.Increment(ref _came) > 1)
        {
            _two.TrySetResult();
        }

        await Task.WhenAny(_two.Task, Task.Delay(Patience));
    }
}
