namespace ProfileTwoFactor;

/// <summary>The result of a reminder.</summary>
/// <param name="Queued">The number of members to whom a mail is sent. It is 0 without a mail package.</param>
public sealed record QueuedReminders(int Queued);
