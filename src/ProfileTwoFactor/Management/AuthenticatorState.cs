namespace ProfileTwoFactor;

/// <summary>Whether a member can verify with an authenticator.</summary>
public enum AuthenticatorState
{
    /// <summary>The member can.</summary>
    Active = 1,

    /// <summary>The rules of the profile or of the app don't allow its kind.</summary>
    NotAllowed,

    /// <summary>It was disabled, because it was probably copied.</summary>
    Disabled,
}
