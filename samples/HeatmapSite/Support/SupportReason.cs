using ProfileTwoFactor;

namespace HeatmapSite.Support;

/// <summary>Why something was taken away. Without it the trail would say that it happened and leave everybody guessing.</summary>
internal static class SupportReason
{
    public const int MaxLength = OperatorAction.MaxReasonLength;

    /// <returns>Null for what is no reason. Control characters go too: PostgreSQL refuses some, and the row would be missing from the trail.</returns>
    public static string? Read(string? typed) =>
        typed?.Trim() is { Length: > 0 and <= MaxLength } reason && !reason.Any(char.IsControl)
            ? reason
            : null;
}
