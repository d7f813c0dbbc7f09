using Microsoft.AspNetCore.Authentication;

namespace ProfileTwoFactor.Accounts.Internal;

/// <summary>Notes in a session's ticket under which epoch and stamp of the account it was issued, since a ticket's own time of issue moves on when it is renewed.</summary>
/// <remarks>By user, because a principal may carry several. Accounts that never had two-factor authentication need no note.</remarks>
internal static class TicketEpoch
{
    private const string Prefix = ".ProfileTwoFactor.Epoch.";
    private const string StampPrefix = ".ProfileTwoFactor.Stamp.";

    public static void Note(AuthenticationProperties properties, string userId, string? epoch) =>
        Set(properties, Prefix + userId, epoch);

    public static bool Is(AuthenticationProperties properties, string userId, string epoch) =>
        Has(properties, Prefix + userId, epoch);

    public static void NoteStamp(
        AuthenticationProperties properties,
        string userId,
        string? stamp
    ) => Set(properties, StampPrefix + userId, stamp);

    /// <summary>Whether the session was issued to the account with this stamp, and not to an earlier one with the same user id.</summary>
    public static bool HasStamp(AuthenticationProperties properties, string userId, string stamp) =>
        Has(properties, StampPrefix + userId, stamp);

    private static void Set(AuthenticationProperties properties, string item, string? value)
    {
        if (value is null)
        {
            properties.Items.Remove(item);
        }
        else
        {
            properties.Items[item] = value;
        }
    }

    private static bool Has(AuthenticationProperties properties, string item, string value) =>
        properties.Items.TryGetValue(item, out var noted)
        && string.Equals(noted, value, StringComparison.Ordinal);
}
