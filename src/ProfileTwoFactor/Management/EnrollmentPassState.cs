namespace ProfileTwoFactor;

/// <summary>What became of a pass for a first binding.</summary>
public enum EnrollmentPassState
{
    /// <summary>It was issued and can be used.</summary>
    Issued = 0,

    /// <summary>It was used. It can't be used again.</summary>
    Used = 1,

    /// <summary>Its time is over, or too many wrong passes were entered.</summary>
    Expired = 2,
}
