namespace ProfileTwoFactor.Events;

/// <summary>A passkey was accepted.</summary>
/// <param name="Context">The scope, the time, and the people of the event.</param>
/// <param name="FailuresBefore">The number of consecutive wrong codes and passkeys before it.</param>
/// <param name="IsUserVerified">Whether the authenticator verified the person, by a PIN or biometrics.</param>
public sealed record PasskeyVerified(
    TwoFactorEventContext Context,
    int FailuresBefore,
    bool IsUserVerified
) : TwoFactorEvent(Context);
