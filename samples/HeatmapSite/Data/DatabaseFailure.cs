using System.Data.Common;

namespace HeatmapSite.Data;

/// <summary>Tells a database that is down, hung or overloaded from a mistake in the code.</summary>
internal static class DatabaseFailure
{
    public static bool Is(Exception error)
    {
        // Entity Framework wraps what its provider throws, more than once.
        for (Exception? cause = error; cause is not null; cause = cause.InnerException)
        {
            if (cause is DbException or TimeoutException or OperationCanceledException)
            {
                return true;
            }
        }

        return false;
    }

    public static int StatusOf(Exception error) =>
        Is(error)
            ? StatusCodes.Status503ServiceUnavailable
            : StatusCodes.Status500InternalServerError;
}
