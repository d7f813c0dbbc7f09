namespace ProfileTwoFactor;

/// <summary>What a member proves besides the sign-in before the first authenticator is bound.</summary>
public enum EnrollmentProof
{
    /// <summary>Nothing: a person who knows the password of a member without an authenticator can bind one.</summary>
    None = 0,

    /// <summary>A code that was mailed to the member's address, or a pass that the Owner issued.</summary>
    Required = 1,
}
