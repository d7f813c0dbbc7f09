using System.Globalization;

namespace ProfileTwoFactor.Audit;

/// <summary>One event that waits: <c>{unix milliseconds}-{number}-{event id}.json</c>.</summary>
internal sealed record SpooledEvent(string FilePath, string EventId, DateTimeOffset HappenedAt)
{
    /// <summary>Null for a file that isn't ours.</summary>
    public static SpooledEvent? Of(string path)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        var dash = name.IndexOf('-', StringComparison.Ordinal);
        var last = name.LastIndexOf('-');
        return
            dash > 0
            && last > dash
            && last < name.Length - 1
            && long.TryParse(
                name.AsSpan(0, dash),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var time
            )
            && time <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? new(path, name[(last + 1)..], DateTimeOffset.FromUnixTimeMilliseconds(time))
            : null;
    }
}
