using ProfileTwoFactor.EntityFrameworkCore;

namespace ProfileTwoFactor.Tool.Transfer;

/// <summary>The tables of a file, in its order.</summary>
internal static class TransferTables
{
    public const string Policies = "policies";
    public const string Bindings = "bindings";
    public const string Notifications = "notifications";
    public const string Deliveries = "deliveries";
    public const string History = "history";

    public static IReadOnlyList<(string Name, Type Row)> All { get; } =
    [
        (Policies, typeof(TwoFactorPolicyEntity)),
        (Bindings, typeof(TwoFactorBindingEntity)),
        (Notifications, typeof(TwoFactorNotificationEntity)),
        (Deliveries, typeof(TwoFactorDeliveryEntity)),
        (History, typeof(TwoFactorHistoryEntity)),
    ];

    public static Type? RowOf(string? name) =>
        All.FirstOrDefault(table => string.Equals(table.Name, name, StringComparison.Ordinal)).Row;
}
