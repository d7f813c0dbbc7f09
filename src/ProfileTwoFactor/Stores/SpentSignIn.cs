namespace ProfileTwoFactor.Stores;

/// <summary>A half-way sign-in that was completed or given up. Kept until it would have expired, so that a copy of its cookie is worth nothing.</summary>
/// <param name="Id">Its random id, which is no secret any more.</param>
/// <param name="ExpiresAt">When it would have died by itself.</param>
public sealed record SpentSignIn(string Id, DateTimeOffset ExpiresAt);
