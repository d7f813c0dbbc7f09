namespace ProfileTwoFactor.Passkeys;

/// <summary>Whether an authenticator has to verify the person.</summary>
public enum PasskeyUserVerification
{
    /// <summary>It verifies the person if it can.</summary>
    Preferred = 0,

    /// <summary>It has to. A passkey that was used without is refused.</summary>
    Required,
}
