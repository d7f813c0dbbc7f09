namespace Shop;

internal sealed class AuditRow
{
    public long Id { get; init; }

    public required DateTimeOffset Time { get; init; }

    public required string What { get; init; }

    public required bool IsAccount { get; init; }

    public required string Scope { get; init; }

    public required string Person { get; init; }

    public required string By { get; init; }

    public int? Count { get; init; }

    public string? Reason { get; init; }
}
