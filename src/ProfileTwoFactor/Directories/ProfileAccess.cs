namespace ProfileTwoFactor;

/// <summary>A profile together with the current user's membership of it.</summary>
/// <param name="Profile">The profile that was found.</param>
/// <param name="Member">The user's activated membership, or null if the user isn't a member. Invited people aren't members.</param>
public readonly record struct ProfileAccess(TwoFactorProfile Profile, ProfileMember? Member);
