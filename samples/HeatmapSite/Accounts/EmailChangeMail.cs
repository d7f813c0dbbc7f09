using System.Text.Encodings.Web;
using HeatmapSite.Mail;
using HeatmapSite.Texts;
using Microsoft.Extensions.Localization;
using ProfileTwoFactor;
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

    /// <summary>Asks the new address to prove itself, and tells the old one of it.</summary>
    /// <param name="token">Null when somebody has the new address: then the mail says so to them, and has no link.</param>
    /// <returns>False when the mail system did not take it.</returns>
    public async Task<bool> TryAskAsync(string before, string after, string? token)
    {
        var ask = token is null
            ? Compose(
                after,
                text["Somebody asked to use this address"],
                text[
                    "Somebody asked to use this address for another account on Heatmap. It belongs to yours, so nothing was changed and there is nothing to do."
                ],
                link: null
            )
            : Compose(
                after,
                text["Confirm your new e-mail"],
                text[
                    "Open this link to sign in to Heatmap with this address from now on. It works once, for an hour. If you don't know what this is about, ignore this mail."
                ],
                $"{origin.Value}/account/email/{token}"
            );
        var tell = Compose(
            before,
            text["Your e-mail is about to change"],
            text[
                "Somebody who knows your password asked for another e-mail address for your account on Heatmap. It changes once the new address is confirmed. If that was not you, change your password now: that stops it."
            ],
            link: null
        );
        return await TrySendAsync(ask) && await TrySendAsync(tell);
    }

    /// <summary>Tells the old address that it is done.</summary>
    public Task<bool> TryTellAsync(string before) =>
        TrySendAsync(
            Compose(
                before,
                text["Your e-mail was changed"],
                text[
                    "Your account on Heatmap has another e-mail address now, and this one no longer signs in. If that was not you, write to the support from this address."
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

        // Not the request's token: whoever hangs up now must not keep a mail from being sent.
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
        "A mail about a change of address was not sent: {Reason}."
    )]
    private static partial void NotSent(ILogger logger, string reason);
}
