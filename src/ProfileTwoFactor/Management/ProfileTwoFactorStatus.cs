namespace ProfileTwoFactor;

/// <summary>What a member sees of the profile's two-factor authentication.</summary>
public sealed record ProfileTwoFactorStatus
{
    /// <summary>The canonical profile id.</summary>
    public required string ProfileId { get; init; }

    /// <summary>The profile's name.</summary>
    public required string ProfileName { get; init; }

    /// <summary>Whether two-factor authentication is on.</summary>
    public required bool Enabled { get; init; }

    /// <summary>Since when, if on.</summary>
    public DateTimeOffset? EnabledAt { get; init; }

    /// <summary>Whom to ask for help.</summary>
    public required string OwnerEmail { get; init; }

    /// <summary>The caller's own state.</summary>
    public required MemberTwoFactorStatus You { get; init; }
}
