using System.Text.Json;
using ProfileTwoFactor.Stores;
using static ProfileTwoFactor.EntityFrameworkCore.Internal.RowFields;

namespace ProfileTwoFactor.EntityFrameworkCore.Internal;

/// <summary>Partial sign-ins that have ended, as one JSON column: they are only read and written with their record.</summary>
internal static class SpentSignInsColumn
{
    public static string? Write(IReadOnlyList<SpentSignIn> spent) =>
        spent.Count == 0
            ? null
            : JsonSerializer.Serialize(
                spent.Select(item => new Item(item.Id, item.ExpiresAt.UtcTicks))
            );

    public static IReadOnlyList<SpentSignIn> Read(string? json) =>
        json is null
            ? []
            :
            [
                .. List<Item>(json, nameof(TwoFactorBindingEntity.SpentSignIns))
                    .Select(item => new SpentSignIn(
                        Present(item.Id, nameof(TwoFactorBindingEntity.SpentSignIns)),
                        Moment(item.Until, nameof(TwoFactorBindingEntity.SpentSignIns))
                    )),
            ];

    private sealed record Item(string? Id, long Until);
}
