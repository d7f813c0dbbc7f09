namespace ProfileTwoFactor;

/// <summary>A person's account as the host knows it at this moment.</summary>
public sealed record TwoFactorAccount
{
    /// <summary>The host's stable user id: never an e-mail address, which can change hands.</summary>
    public required string UserId { get; init; }

    /// <summary>The sign-in e-mail: the account name in the authenticator app, and where mails go.</summary>
    public required string AccountName { get; init; }

    /// <summary>
    /// A value that changes with the password, such as ASP.NET Core Identity's security stamp. A sign-in that is half-way and every
    /// verification window of the person end when it changes.
    /// </summary>
    public required string SecurityStamp { get; init; }
}
