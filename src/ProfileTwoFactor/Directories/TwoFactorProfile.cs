namespace ProfileTwoFactor;

/// <summary>The current state of a profile (workspace, tenant) in the app.</summary>
public sealed record TwoFactorProfile
{
    /// <summary>The id in its canonical form. Policies, bindings, and windows are stored under this value, never under the value from the request.</summary>
    public required string Id { get; init; }

    /// <summary>The name that people see, also in their authenticator app.</summary>
    public required string Name { get; init; }

    /// <summary>The <see cref="ProfileMember.MemberId"/> of the Owner, who is the only person who can enable and disable two-factor authentication.</summary>
    public required string OwnerMemberId { get; init; }

    /// <summary>The Owner's e-mail. Members see it as the contact for a lost phone.</summary>
    public required string OwnerEmail { get; init; }

    /// <summary>A value that changes when a profile is deleted and another one is created with the same id. Optional if ids are never reused.</summary>
    public string? Stamp { get; init; }
}
