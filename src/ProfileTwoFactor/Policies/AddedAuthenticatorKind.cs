namespace ProfileTwoFactor.Policies;

/// <summary>A kind of authenticator besides codes, which another package registers.</summary>
internal sealed record AddedAuthenticatorKind(string Name);
