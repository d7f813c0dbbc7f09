namespace ProfileTwoFactor;

/// <summary>The account of a partial sign-in.</summary>
/// <param name="AccountName">The sign-in e-mail.</param>
/// <param name="ExpiresAt">The expiration time. Null for a session without second-factor proof, which expires with the session.</param>
public sealed record PartialSignInInfo(string AccountName, DateTimeOffset? ExpiresAt);
