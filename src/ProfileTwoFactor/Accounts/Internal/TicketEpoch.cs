using Microsoft.AspNetCore.Authentication;

namespace ProfileTwoFactor.Accounts.Internal;

/// <summary>Notes in a session's ticket under which epoch of the account it was issued, since a ticket's own time of issue moves on when it is renewed.</summary>
/// <remarks>By user, because a principal may carry several. Accounts that never had two-factor authentication need no note.</remarks>
internal static class TicketEpoch
{
    private const string Prefix = ".ProfileTwoFactor.Epoch.";

    public static void Note(AuthenticationProperties properties, string userId, string? epoch)
    {
        if (epoch is null)
        {
            properties.Items.Remove(Prefix + userId);
        }
        else
        {
            properties.Items[Prefix + userId] = epoch;
        }
    }

    public static bool Is(AuthenticationProperties properties, string userId, string epoch) =>
        properties.Items.TryGetValue(Prefix + userId, out var noted)
        && string.Equals(noted, epoch, StringComparison.Ordinal);
}
