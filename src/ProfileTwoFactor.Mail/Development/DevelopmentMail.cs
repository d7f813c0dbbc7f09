namespace ProfileTwoFactor.Mail.Development;

/// <summary>A mail as the development mailbox shows it.</summary>
internal sealed record DevelopmentMail(
    string To,
    string Subject,
    string Text,
    DateTimeOffset SentAt
);
