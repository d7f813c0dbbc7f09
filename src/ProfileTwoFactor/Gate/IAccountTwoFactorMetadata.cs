namespace ProfileTwoFactor;

/// <summary>Endpoint metadata that requires the account's second factor.</summary>
public interface IAccountTwoFactorMetadata
{
    /// <summary>The maximum age of the proof in seconds, or 0 for any proof of this session. If an endpoint has several, the smallest is used.</summary>
    int MaxAgeSeconds { get; }

    /// <summary>Whether callers whose account has two-factor authentication disabled are admitted without a proof. If an endpoint has several, all of them must allow it.</summary>
    bool AllowWhenOff { get; }
}
