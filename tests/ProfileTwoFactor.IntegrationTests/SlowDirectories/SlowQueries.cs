using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ProfileTwoFactor.IntegrationTests.SlowDirectories;

/// <summary>Lets one query of the directories, in their order, take until it is canceled.</summary>
public sealed class SlowQueries : DbCommandInterceptor
{
    /// <summary>On queries of the directories.</summary>
    public const string Tag = "directory";

    private readonly TaskCompletionSource _never = new();
    private int _slow;
    private int _seen;

    /// <summary>Whether the query came that is slow.</summary>
    public bool WasSlow => Volatile.Read(ref _seen) >= Volatile.Read(ref _slow);

    /// <summary>The n-th query from now; 0 for none.</summary>
    public void Slow(int number)
    {
        Volatile.Write(ref _seen, 0);
        Volatile.Write(ref _slow, number);
    }

    public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default
    )
    {
        if (
            command.CommandText.Contains(Tag, StringComparison.Ordinal)
            && Interlocked.Increment(ref _seen) == Volatile.Read(ref _slow)
        )
        {
            await _never.Task.WaitAsync(cancellationToken);
        }

        return result;
    }
}
