namespace ProfileTwoFactor;

/// <summary>Who a sign-in that waits for its code belongs to.</summary>
/// <param name="AccountName">The sign-in e-mail.</param>
/// <param name="ExpiresAt">When it dies; null for a session that has yet to prove itself, which has its own end.</param>
public sealed record PartialSignInInfo(string AccountName, DateTimeOffset? ExpiresAt);
