using System.Text.Encodings.Web;
using HeatmapSite.Mail;
using HeatmapSite.Texts;
using Microsoft.Extensions.Localization;
using ProfileTwoFactor;
using ProfileTwoFactor.Mail;

namespace HeatmapSite.Invitations;

/// <summary>The mail with the link. It says nothing of two-factor authentication: who has not joined has nothing to do with it yet.</summary>
internal sealed partial class InvitationMail(
    ITwoFactorNotifier notifier,
    MailSettings settings,
    PublicOrigin origin,
    IStringLocalizer<SiteText> text,
    HtmlEncoder html,
    ILogger<InvitationMail> logger
)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <returns>False when the mail system did not accept it. The invitation exists nevertheless, and the Owner sees a notice.</returns>
    public async Task<bool> TrySendAsync(TwoFactorProfile profile, string email, string token)
    {
        if (!settings.Delivers)
        {
            return false;
        }

        // Not the request's token: the invitation exists, and a client that disconnects must not leave it without its mail.
        using var deadline = new CancellationTokenSource(Patience);
        try
        {
            await notifier.SendAsync(Compose(profile, email, token), deadline.Token);
            return true;
        }
        catch (Exception error)
        {
            NotSent(logger, profile.Id, error.GetType().Name);
            return false;
        }
    }

    private TwoFactorMail Compose(TwoFactorProfile profile, string email, string token)
    {
        var link = $"{origin.Value}/invitations/{token}";
        var invites = text["{0} invites you to {1} on Heatmap.", profile.OwnerEmail, profile.Name];
        var how = text["Open this link to join:"];
        var ignore = text["If you don't expect this invitation, ignore this mail."];
        return new TwoFactorMail
        {
            Kind = TwoFactorMailKind.Other,
            To = email,
            Subject = text["Invitation to {0}", profile.Name],
            Text = $"{invites}\n\n{how}\n{link}\n\n{ignore}\n",
            Html = $"""
                <p>{html.Encode(invites)}</p>
                <p>{html.Encode(how)}<br><a href="{html.Encode(link)}">{html.Encode(link)}</a></p>
                <p>{html.Encode(ignore)}</p>

                """,
        };
    }

    [LoggerMessage(
        3000,
        LogLevel.Warning,
        "The mail with an invitation to profile {ProfileId} wasn't sent: {Reason}."
    )]
    private static partial void NotSent(ILogger logger, string profileId, string reason);
}
