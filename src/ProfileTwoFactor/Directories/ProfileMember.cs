namespace ProfileTwoFactor;

/// <summary>A person's membership of one profile.</summary>
public sealed record ProfileMember
{
    /// <summary>
    /// The id of this membership. It must change when the person is removed and invited again, which ends the old binding.
    /// If the app uses the user id as the member id, also set <see cref="Stamp"/>.
    /// </summary>
    public required string MemberId { get; init; }

    /// <summary>The person's sign-in e-mail, which is the account name in the authenticator app.</summary>
    public required string AccountName { get; init; }

    /// <summary>A value that changes each time the person joins, for apps that reuse <see cref="MemberId"/>.</summary>
    public string? Stamp { get; init; }

    /// <summary>The person's security stamp. When it changes, for example with a new password, all verification windows of the person end.</summary>
    public string? SecurityStamp { get; init; }

    /// <summary>The language of mails to this person, such as <c>en</c> or <c>ja-JP</c>. Mails are in Japanese or, for every other language, in English.</summary>
    /// <value>The default is null: unknown. A mail that another person caused is then in both languages.</value>
    public string? Language { get; init; }
}
