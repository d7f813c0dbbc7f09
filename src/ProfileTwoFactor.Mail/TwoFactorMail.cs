namespace ProfileTwoFactor.Mail;

/// <summary>A mail to one person. It never contains a secret or a QR code, and a code only if its kind is <see cref="TwoFactorMailKind.EnrollmentCode"/>.</summary>
public sealed record TwoFactorMail
{
    /// <summary>The recipient's e-mail address without a display name, such as <c>mei@example.com</c>.</summary>
    public required string To { get; init; }

    /// <summary>The subject, in one line.</summary>
    public required string Subject { get; init; }

    /// <summary>The mail as plain text.</summary>
    public required string Text { get; init; }

    /// <summary>The mail as HTML, with encoded names. Null for plain text only.</summary>
    public string? Html { get; init; }

    /// <summary>The kind of the mail.</summary>
    public TwoFactorMailKind Kind { get; init; }

    /// <summary>An id that is the same for all attempts at one mail, so that a second copy can be recognized. The default is null.</summary>
    public string? Id { get; init; }

    /// <summary>Returns only the kind, so that logs contain no address.</summary>
    public override string ToString() => $"{nameof(TwoFactorMail)} {Kind}";
}
