using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Testing.Stores.Internal;

internal static class Interruption
{
    /// <summary>Runs a call and breaks it off at a moment that differs from attempt to attempt.</summary>
    /// <returns>What the call answered, or null when it ended with an exception and so said nothing.</returns>
    public static async Task<StoreWriteStatus?> TryAsync(
        int attempt,
        Func<CancellationToken, Task<StoreWriteStatus>> call
    )
    {
        using var source = new CancellationTokenSource();
        var running = Task.Run(() => call(source.Token), CancellationToken.None);
        // Turns of the scheduler, not time: a store in memory is done before any timer would ring.
        for (var turn = 0; turn < attempt * attempt && !running.IsCompleted; turn++)
        {
            await Task.Yield();
        }

        await source.CancelAsync();
        try
        {
            return await running;
        }
        catch (Exception exception) when (exception is not StoreContractException)
        {
            // Canceled, or whatever a driver makes of it: the outcome is not known, and that is what is tested.
            return null;
        }
    }
}
