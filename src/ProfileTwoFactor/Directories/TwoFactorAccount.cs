namespace ProfileTwoFactor;

/// <summary>The current state of a person's account in the app.</summary>
public sealed record TwoFactorAccount
{
    /// <summary>The app's stable user id. Don't use an e-mail address, because it can be reassigned to another person.</summary>
    public required string UserId { get; init; }

    /// <summary>The sign-in e-mail. It is the account name in the authenticator app, and the recipient of mails.</summary>
    public required string AccountName { get; init; }

    /// <summary>
    /// A value that changes with the password, such as ASP.NET Core Identity's security stamp. When it changes, partial sign-ins and all
    /// verification windows of the person end.
    /// </summary>
    public required string SecurityStamp { get; init; }
}
