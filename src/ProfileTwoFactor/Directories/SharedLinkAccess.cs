namespace ProfileTwoFactor;

/// <summary>Who may open a shared link.</summary>
public enum SharedLinkAccess
{
    /// <summary>Members of the profile: sign-in, membership, and two-factor authentication when the profile has it. The default, so that a forgotten value opens nothing.</summary>
    MembersOnly = 0,

    /// <summary>Anyone who has the link, whatever the profile's two-factor authentication.</summary>
    Public = 1,
}
