namespace ProfileTwoFactor;

/// <summary>Whether members of a profile must verify.</summary>
public enum ProfileEnforcement
{
    /// <summary>No: two-factor authentication is disabled.</summary>
    Off,

    /// <summary>From a date. Until then, members can bind an authenticator, but aren't refused.</summary>
    Scheduled,

    /// <summary>Yes.</summary>
    Enforced,
}
