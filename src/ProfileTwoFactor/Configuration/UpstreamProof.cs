namespace ProfileTwoFactor;

/// <summary>Whether a profile accepts the second factor of the app's identity provider in place of a code.</summary>
public enum UpstreamProof
{
    /// <summary>Members enter a code, whatever the identity provider asked for.</summary>
    Deny = 0,

    /// <summary>A sign-in that fulfils one of <see cref="ProfileTwoFactorOptions.UpstreamIssuers"/> counts as a verification while it is recent.</summary>
    Allow = 1,
}
