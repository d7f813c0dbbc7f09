namespace Shop;

internal sealed class ReportLink
{
    public required string Token { get; init; }

    public required string WorkspaceId { get; init; }

    public required string ReportId { get; init; }

    public bool IsPublic { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }
}
