namespace ProfileTwoFactor;

/// <summary>The status of a profile's two-factor authentication, for a member.</summary>
public sealed record ProfileTwoFactorStatus
{
    /// <summary>The canonical profile id.</summary>
    public required string ProfileId { get; init; }

    /// <summary>The profile's name.</summary>
    public required string ProfileName { get; init; }

    /// <summary>Whether two-factor authentication is enabled. It is also true before the date from which it is enforced: see <see cref="Enforcement"/>.</summary>
    public required bool Enabled { get; init; }

    /// <summary>The time at which it was enabled, or null if it is disabled.</summary>
    public DateTimeOffset? EnabledAt { get; init; }

    /// <summary>Whether members must verify now.</summary>
    public ProfileEnforcement Enforcement { get; init; }

    /// <summary>The time from which members must verify or had to verify, or null if two-factor authentication is disabled.</summary>
    public DateTimeOffset? EnforcedFrom { get; init; }

    /// <summary>The Owner's e-mail, as the contact for help.</summary>
    public required string OwnerEmail { get; init; }

    /// <summary>The rules of the profile. They apply while two-factor authentication is enabled.</summary>
    public required ProfilePolicyStatus Policy { get; init; }

    /// <summary>The status of the caller.</summary>
    public required MemberTwoFactorStatus You { get; init; }
}
