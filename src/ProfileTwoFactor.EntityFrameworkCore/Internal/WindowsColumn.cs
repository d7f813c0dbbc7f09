using System.Text.Json;
using System.Text.Json.Serialization;
using ProfileTwoFactor.Stores;
using static ProfileTwoFactor.EntityFrameworkCore.Internal.RowFields;

namespace ProfileTwoFactor.EntityFrameworkCore.Internal;

/// <summary>A member's windows, whether others count, and their generation, as one JSON column: they are only read and written with their record.</summary>
/// <remarks>Null for none of them, as a node of the release before writes its rows.</remarks>
internal static class WindowsColumn
{
    private const string Field = nameof(TwoFactorBindingEntity.Windows);

    public static string? Write(BindingRecord record) =>
        record is { Windows.Count: 0, OnlyListedWindows: false, WindowGeneration: null }
            ? null
            : JsonSerializer.Serialize(
                new Content(
                    record.OnlyListedWindows,
                    [
                        .. record.Windows.Select(window => new Item
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
                    ],
                    record.WindowGeneration
                )
            );

    public static (IReadOnlyList<VerifiedWindow> Windows, bool OnlyListed, string? Generation) Read(
        string? json
    )
    {
        if (json is null)
        {
            return ([], false, null);
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
        return (
            Array.AsReadOnly(Array.ConvertAll(content.Windows, ToWindow)),
            content.OnlyListed,
            content.Generation
        );
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

    private sealed record Content(
        bool OnlyListed,
        Item?[]? Windows,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Generation
    );

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
