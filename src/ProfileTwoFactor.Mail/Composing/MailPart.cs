namespace ProfileTwoFactor.Mail.Composing;

/// <summary>What a mail says in one language.</summary>
/// <param name="Language">For the markup.</param>
/// <param name="Subject">In one line.</param>
/// <param name="Body">The paragraphs.</param>
internal sealed record MailPart(string Language, string Subject, MailBody Body);
