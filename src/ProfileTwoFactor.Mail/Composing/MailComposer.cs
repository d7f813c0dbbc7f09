using System.Globalization;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Codes.Internal;
using ProfileTwoFactor.Mail.Queue;
using ProfileTwoFactor.Mail.Sending;

namespace ProfileTwoFactor.Mail.Composing;

/// <summary>Writes a mail. Everything people chose (names, addresses) is cleaned for the text and encoded for HTML.</summary>
internal sealed class MailComposer(
    IStringLocalizer<TwoFactorMailTexts> texts,
    MailLinks links,
    MailCode codes,
    IOptions<ProfileTwoFactorOptions> options,
    IOptions<TwoFactorMailOptions> mails,
    IHostEnvironment environment
)
{
    private readonly string _application = DisplayText.Clean(
        options.Value.ApplicationName ?? environment.ApplicationName
    );

    public TwoFactorMail Compose(string id, NotificationPayload payload, MailRecipient to)
    {
        MailPart[] parts =
        [
            // Without culture data all texts are English, once.
            .. LanguagesOf(payload, to)
                .DistinctBy(MailLanguage.CultureOf)
                .Select(language => Write(language, payload, to.Address)),
        ];
        var subject = string.Join(" / ", parts.Select(part => part.Subject));
        return new TwoFactorMail
        {
            Id = id,
            Kind = payload.Kind,
            To = to.Address,
            Subject = subject,
            Text = MailBody.Text(parts),
            Html = MailBody.Html(subject, parts),
        };
    }

    /// <summary>The recipient's. Without it, the request's, if that was the recipient's own; else both, in the order that the one who caused the mail reads them.</summary>
    private string[] LanguagesOf(NotificationPayload payload, MailRecipient to)
    {
        if ((MailLanguage.For(to.Language) ?? mails.Value.Language) is { } known)
        {
            return [known];
        }

        var ofRequest = payload.Language ?? MailLanguage.English;
        return IsByRecipient(payload, to)
            ? [ofRequest]
            : [ofRequest, MailLanguage.Other(ofRequest)];
    }

    private static bool IsByRecipient(NotificationPayload payload, MailRecipient to) =>
        to.MemberId is { } member
            ? string.Equals(member, payload.ActorMemberId, StringComparison.Ordinal)
            : string.Equals(
                to.Address,
                payload.ActorAccountName,
                StringComparison.OrdinalIgnoreCase
            );

    private MailPart Write(string language, NotificationPayload payload, string to)
    {
        var before = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = MailLanguage.CultureOf(language);
            return Write(payload, to);
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    private MailPart Write(NotificationPayload payload, string to)
    {
        var names = Names(payload, MailName.InText(payload.ProfileName));
        var of = payload.ScopeKind == TwoFactorScopeKind.Account ? "Account." : "";
        var subject = Say(
            $"{of}{payload.Kind}.Subject",
            Names(payload, MailName.InSubject(payload.ProfileName))
        );
        var body = new MailBody();
        body.Add(Say($"{of}{payload.Kind}.What", names));
        if (payload.Message is { } message)
        {
            body.Add(Say("Message", names));
            body.AddLines(DisplayText.Lines(message));
        }

        body.Add(Say($"{of}{payload.Kind}.Do", names));
        if (links.To(payload) is { } link)
        {
            body.AddLink(link);
        }
        else
        {
            body.Add(Say($"{of}NoLink", names));
        }

        body.Add(Say("When", names) + (payload.Client is null ? "" : Say("Client", names)));
        if (
            !string.Equals(to, payload.OwnerEmail, StringComparison.OrdinalIgnoreCase)
            && payload.OwnerEmail.Length > 0
        )
        {
            body.Add(Say("Contact", names));
        }

        body.Add(Say("Footer", names));
        return new MailPart(Say("Language", names), subject, body);
    }

    private string Say(string name, object[] names)
    {
        var text = texts[name, names];
        return text.ResourceNotFound
            ? throw new InvalidOperationException($"There is no text for '{name}'.")
            : text.Value;
    }

    // The numbers are the placeholders of the texts.
    private object[] Names(NotificationPayload payload, string profileName) =>
        [
            _application,
            profileName,
            DisplayText.Clean(payload.ActorAccountName),
            DisplayText.Clean(payload.OwnerEmail),
            Moment(payload.Time),
            payload.Client ?? "",
            payload.Count ?? 0,
            DisplayText.Clean(payload.Subject ?? ""),
            payload.Code is { } code ? codes.Unprotect(code) : "",
            payload.EnforcedFrom is { } date ? Moment(date) : "",
        ];

    private static string Moment(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + " UTC";
}
