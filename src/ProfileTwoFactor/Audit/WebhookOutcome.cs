namespace ProfileTwoFactor.Audit;

/// <summary>What came of one attempt.</summary>
/// <param name="Delivered">The receiver has the event.</param>
/// <param name="OnlyThisEvent">It refused this event; others may well be accepted.</param>
/// <param name="Failure">The reason, without anything that the receiver wrote.</param>
internal readonly record struct WebhookOutcome(bool Delivered, bool OnlyThisEvent, string Failure)
{
    public static WebhookOutcome Accepted { get; } = new(true, false, "");
}
