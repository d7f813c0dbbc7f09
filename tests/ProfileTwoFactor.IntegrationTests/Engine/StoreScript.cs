using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.IntegrationTests.Engine;

/// <summary>What the stores of a test do besides storing: they count, and fail, wait or lie where the test says.</summary>
internal sealed class StoreScript
{
    private int _reads;
    private int _writes;

    /// <summary>
    /// Whether a background service asks: the one that deletes ended epochs, or the watcher of connections. They come when they come, so what is
    /// counted off, and what breaks by its number, leaves them out.
    /// </summary>
    public static bool IsBackground => TenantWork.Current is { IsBackground: true };

    public int Reads => Volatile.Read(ref _reads);

    public int Writes => Volatile.Read(ref _writes);

    /// <summary>Runs before the store does anything.</summary>
    public Func<StoreCall, Task>? Before { get; set; }

    /// <summary>Runs after the store has done it: throwing here is a commit whose outcome the caller doesn't learn.</summary>
    public Func<StoreCall, Task>? After { get; set; }

    /// <summary>Changes what a write answers.</summary>
    public Func<StoreCall, StoreWriteStatus, StoreWriteStatus>? Rewrite { get; set; }

    public static bool IsWrite(StoreCall call) =>
        call is StoreCall.WritePolicy or StoreCall.WriteBinding or StoreCall.DeleteEpoch;

    public void Reset() => (Before, After, Rewrite) = (null, null, null);

    /// <summary>The n-th call from now fails. Says how many there were.</summary>
    public Func<int> FailCall(int number)
    {
        var seen = 0;
        Reset();
        Before = _ =>
            !IsBackground && Interlocked.Increment(ref seen) == number
                ? Task.FromException(new IOException("The connection broke."))
                : Task.CompletedTask;
        return () => Volatile.Read(ref seen);
    }

    /// <summary>The n-th write from now fails, before or after it was done.</summary>
    public void FailWrite(int number, bool committed)
    {
        var seen = 0;
        Task Fail(StoreCall call) =>
            IsWrite(call) && !IsBackground && Interlocked.Increment(ref seen) == number
                ? Task.FromException(new IOException("The connection broke."))
                : Task.CompletedTask;
        Reset();
        if (committed)
        {
            After = Fail;
        }
        else
        {
            Before = Fail;
        }
    }

    /// <summary>The n-th write from now is done, and reported as lost against another: a retry that met its own row.</summary>
    public void DenyWrite(int number)
    {
        var seen = 0;
        Reset();
        Rewrite = (_, status) =>
            !IsBackground && Interlocked.Increment(ref seen) == number
                ? StoreWriteStatus.Conflict
                : status;
    }

    public async Task EnterAsync(StoreCall call)
    {
        if (!IsBackground)
        {
            _ = IsWrite(call)
                ? Interlocked.Increment(ref _writes)
                : Interlocked.Increment(ref _reads);
        }

        await (Before?.Invoke(call) ?? Task.CompletedTask);
    }

    public Task LeaveAsync(StoreCall call) => After?.Invoke(call) ?? Task.CompletedTask;

    public StoreWriteStatus Answer(StoreCall call, StoreWriteStatus status) =>
        Rewrite?.Invoke(call, status) ?? status;
}
