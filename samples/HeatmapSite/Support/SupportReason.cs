using ProfileTwoFactor;

namespace HeatmapSite.Support;

/// <summary>The reason for a removal. Without it, the audit trail would only say that the removal happened.</summary>
internal static class SupportReason
{
    public const int MaxLength = OperatorAction.MaxReasonLength;

    /// <returns>Null for what is no reason. Control characters go too: PostgreSQL refuses some, and the row would be missing from the trail.</returns>
    public static string? Read(string? typed) =>
        typed?.Trim() is { Length: > 0 and <= MaxLength } reason && !reason.Any(char.IsControl)
            ? reason
            : null;
}
