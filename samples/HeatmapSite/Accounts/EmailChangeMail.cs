using System.Text.Encodings.Web;
using HeatmapSite.Mail;
using HeatmapSite.Texts;
using Microsoft.Extensions.Localization;
using ProfileTwoFactor.Mail;

namespace HeatmapSite.Accounts;

/// <summary>The mails of a change of address: to the new one, which has to prove itself, and to the old one, which has to know.</summary>
internal sealed partial class EmailChangeMail(
    ITwoFactorNotifier notifier,
    MailSettings settings,
    PublicOrigin origin,
    IStringLocalizer<SiteText> text,
    HtmlEncoder html,
    ILogger<EmailChangeMail> logger
)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Tells the old address that a change was asked for.</summary>
    /// <returns>False when the mail system did not take it. The new address must not get a link then.</returns>
    public Task<bool> TryWarnAsync(string before) =>
        TrySendAsync(
            Compose(
                before,
                text["Your e-mail is about to change"],
                text[
                    "A request to change the e-mail address of your account on Heatmap was made with your password. The address changes once the new one is confirmed. If you didn't make this request, change your password now. This cancels it."
                ],
                link: null
            )
        );

    /// <summary>Asks the new address to prove itself.</summary>
    /// <param name="token">Null when another account has the new address: then the mail says so, and has no link.</param>
    /// <returns>False when the mail system did not take it.</returns>
    public Task<bool> TryAskAsync(string after, string? token)
    {
        var ask = token is null
            ? Compose(
                after,
                text["A request to use this address"],
                text[
                    "Another account on Heatmap requested to use this address. The address belongs to your account, so nothing was changed. You don't need to do anything."
                ],
                link: null
            )
            : Compose(
                after,
                text["Confirm your new e-mail"],
                text[
                    "Open this link to confirm this address. You then sign in to Heatmap with it. The link works once, within one hour. If you didn't request this change, ignore this mail."
                ],
                $"{origin.Value}/account/email/{token}"
            );
        return TrySendAsync(ask);
    }

    /// <summary>Tells the old address that it is done.</summary>
    public Task<bool> TryTellAsync(string before) =>
        TrySendAsync(
            Compose(
                before,
                text["Your e-mail was changed"],
                text[
                    "The e-mail address of your account on Heatmap was changed, and you can no longer sign in with this one. If you didn't make this change, write to support from this address."
                ],
                link: null
            )
        );

    private async Task<bool> TrySendAsync(TwoFactorMail message)
    {
        if (!settings.Delivers)
        {
            return false;
        }

        // Not the request's token: a client that disconnects must not keep a mail from being sent.
        using var deadline = new CancellationTokenSource(Patience);
        try
        {
            await notifier.SendAsync(message, deadline.Token);
            return true;
        }
        catch (Exception error)
        {
            NotSent(logger, error.GetType().Name);
            return false;
        }
    }

    private TwoFactorMail Compose(string to, string subject, string body, string? link) =>
        new()
        {
            Kind = TwoFactorMailKind.Other,
            To = to,
            Subject = subject,
            Text = link is null ? $"{body}\n" : $"{body}\n\n{link}\n",
            Html = link is null
                ? $"<p>{html.Encode(body)}</p>\n"
                : $"<p>{html.Encode(body)}</p>\n<p><a href=\"{html.Encode(link)}\">{html.Encode(link)}</a></p>\n",
        };

    [LoggerMessage(
        3002,
        LogLevel.Warning,
        "A mail about a change of the e-mail address wasn't sent: {Reason}."
    )]
    private static partial void NotSent(ILogger logger, string reason);
}
