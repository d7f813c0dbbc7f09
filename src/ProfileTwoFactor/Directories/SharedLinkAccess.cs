namespace ProfileTwoFactor;

/// <summary>Who can open a shared link.</summary>
public enum SharedLinkAccess
{
    /// <summary>Members of the profile. Requires sign-in, membership, and two-factor authentication if the profile has it enabled. This is the default, so a missing value grants no access.</summary>
    MembersOnly = 0,

    /// <summary>Anyone who has the link, regardless of the profile's two-factor authentication.</summary>
    Public = 1,
}
