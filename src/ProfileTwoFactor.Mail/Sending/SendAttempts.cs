namespace ProfileTwoFactor.Mail.Sending;

/// <summary>What is known of earlier attempts at a mail.</summary>
/// <param name="Failed">Attempts that failed, doubtful ones included.</param>
/// <param name="Uncertain">The number of attempts for which it is unknown whether the mail was accepted.</param>
internal readonly record struct SendAttempts(int Failed, int Uncertain);
