namespace ProfileTwoFactor.Endpoints.Internal;

internal sealed class WindowResponse
{
    public required string Id { get; init; }

    public required DateTime OpenedAt { get; init; }

    public required DateTime? LastActiveAt { get; init; }

    public required string? Client { get; init; }

    public required bool Current { get; init; }

    internal static WindowResponse[] From(VerifiedBrowserList browsers) =>
        [
            .. browsers.Listed.Select(browser => new WindowResponse
            {
                Id = browser.Id,
                OpenedAt = browser.OpenedAt.UtcDateTime,
                LastActiveAt = browser.LastActiveAt?.UtcDateTime,
                Client = browser.Client,
                Current = browser.IsCurrent,
            }),
        ];
}
