using System.Text.Json;
using System.Text.Json.Serialization;
using ProfileTwoFactor.Stores;
using static ProfileTwoFactor.EntityFrameworkCore.Internal.RowFields;

namespace ProfileTwoFactor.EntityFrameworkCore.Internal;

/// <summary>A member's windows, and whether others count, as one JSON column: they are only read and written with their record.</summary>
/// <remarks>Null for neither, as a node of the release before writes its rows.</remarks>
internal static class WindowsColumn
{
    private const string Field = nameof(TwoFactorBindingEntity.Windows);

    public static string? Write(IReadOnlyList<VerifiedWindow> windows, bool onlyListed) =>
        windows.Count == 0 && !onlyListed
            ? null
            : JsonSerializer.Serialize(
                new Content(
                    onlyListed,
                    [
                        .. windows.Select(window => new Item
                        {
                            Id = window.Id,
                            Presented = window.Presented,
                            Place = window.Place,
                            Stamp = window.SecurityStampHash,
                            Binding = window.BindingId,
                            Opened = window.OpenedAt.UtcTicks,
                            Client = window.Client,
                            Generation = window.Generation,
                            Next = window.NextGeneration,
                            BelongsTo = window.BelongsTo,
                        }),
                    ]
                )
            );

    public static (IReadOnlyList<VerifiedWindow> Windows, bool OnlyListed) Read(string? json)
    {
        if (json is null)
        {
            return ([], false);
        }

        Content? content = null;
        try
        {
            content = JsonSerializer.Deserialize<Content>(json);
        }
        catch (JsonException)
        {
            Demand(false, Field);
        }

        Demand(content?.Windows is not null, Field);
        return (Array.AsReadOnly(Array.ConvertAll(content.Windows, ToWindow)), content.OnlyListed);
    }

    private static VerifiedWindow ToWindow(Item? item)
    {
        Demand(item is not null, Field);
        return new VerifiedWindow
        {
            Id = Present(item.Id, Field),
            Presented = Present(item.Presented, Field),
            Place = item.Place,
            SecurityStampHash = item.Stamp,
            BindingId = Present(item.Binding, Field),
            OpenedAt = Moment(item.Opened, Field),
            Client = item.Client,
            Generation = item.Generation,
            NextGeneration = item.Next,
            BelongsTo = item.BelongsTo,
        };
    }

    private sealed record Content(bool OnlyListed, Item?[]? Windows);

    private sealed record Item
    {
        public string? Id { get; init; }

        public string? Presented { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public string? Place { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public string? Stamp { get; init; }

        public string? Binding { get; init; }

        public long Opened { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public string? Client { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public string? Generation { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public string? Next { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public string? BelongsTo { get; init; }
    }
}
