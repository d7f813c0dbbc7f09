namespace ProfileTwoFactor.Mail;

/// <summary>One mail to one person. Never holds a secret, a code or a QR code.</summary>
public sealed record TwoFactorMail
{
    /// <summary>The bare address, such as <c>mei@example.com</c>.</summary>
    public required string To { get; init; }

    /// <summary>One line.</summary>
    public required string Subject { get; init; }

    /// <summary>The mail as plain text.</summary>
    public required string Text { get; init; }

    /// <summary>The mail as HTML; names in it are encoded. Null: plain text only.</summary>
    public string? Html { get; init; }

    /// <summary>What it is about.</summary>
    public TwoFactorMailKind Kind { get; init; }

    /// <summary>The same for every attempt at the same mail, so that a second copy can be recognised. Default: none.</summary>
    public string? Id { get; init; }

    /// <summary>The kind alone: a logged mail gives no address away.</summary>
    public override string ToString() => $"{nameof(TwoFactorMail)} {Kind}";
}
