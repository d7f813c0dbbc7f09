namespace ProfileTwoFactor;

/// <summary>A profile (workspace, tenant) as the host knows it at this moment.</summary>
public sealed record TwoFactorProfile
{
    /// <summary>The id in its one canonical form. Policies, bindings and windows are filed under this value, never under what the caller typed.</summary>
    public required string Id { get; init; }

    /// <summary>The name people see, also in their authenticator app.</summary>
    public required string Name { get; init; }

    /// <summary>The <see cref="ProfileMember.MemberId"/> of the Owner: the one person who may switch two-factor authentication on and off.</summary>
    public required string OwnerMemberId { get; init; }

    /// <summary>The Owner's e-mail, shown to members as the contact for a lost phone.</summary>
    public required string OwnerEmail { get; init; }

    /// <summary>A value that differs when a profile is deleted and another one is created under the same id. Optional when ids are never used twice.</summary>
    public string? Stamp { get; init; }
}
