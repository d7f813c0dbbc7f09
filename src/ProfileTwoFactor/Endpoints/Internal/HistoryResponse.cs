namespace ProfileTwoFactor.Endpoints.Internal;

internal sealed class HistoryResponse
{
    public required HistoryEntryResponse[] Entries { get; init; }

    public required string? Next { get; init; }

    internal static HistoryResponse From(SecurityHistoryPage page) =>
        new() { Entries = [.. page.Entries.Select(HistoryEntryResponse.From)], Next = page.Next };
}
