namespace ProfileTwoFactor;

/// <summary>A person's membership of one profile.</summary>
public sealed record ProfileMember
{
    /// <summary>
    /// Identifies this membership and changes when the person is removed and invited again: that is what voids the old authenticator.
    /// A host whose member id is simply the user id also sets <see cref="Stamp"/>.
    /// </summary>
    public required string MemberId { get; init; }

    /// <summary>The person's sign-in e-mail: the account name in the authenticator app.</summary>
    public required string AccountName { get; init; }

    /// <summary>A value that differs for each time the person joined, for hosts that reuse <see cref="MemberId"/>.</summary>
    public string? Stamp { get; init; }

    /// <summary>The person's security stamp. When it changes (a new password), every verification window of the person ends.</summary>
    public string? SecurityStamp { get; init; }
}
