namespace ProfileTwoFactor.Stores;

/// <summary>A partial sign-in that was completed or canceled. It is stored until the sign-in would have expired, so that a copy of its cookie can't be used.</summary>
/// <param name="Id">The random id, which is no longer secret.</param>
/// <param name="ExpiresAt">The time at which the sign-in would have expired.</param>
public sealed record SpentSignIn(string Id, DateTimeOffset ExpiresAt);
