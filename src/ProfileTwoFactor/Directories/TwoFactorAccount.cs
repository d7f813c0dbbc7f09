namespace ProfileTwoFactor;

/// <summary>The current state of a person's account in the app.</summary>
public sealed record TwoFactorAccount
{
    /// <summary>The app's stable user id. If it can be reassigned to another person, as a login name or an e-mail address can, also set <see cref="Stamp"/>.</summary>
    public required string UserId { get; init; }

    /// <summary>The sign-in e-mail. It is the account name in the authenticator app, and the recipient of mails.</summary>
    public required string AccountName { get; init; }

    /// <summary>
    /// A value that changes with the password, such as ASP.NET Core Identity's security stamp. When it changes, partial sign-ins and all
    /// verification windows of the person end.
    /// </summary>
    public required string SecurityStamp { get; init; }

    /// <summary>
    /// A value that changes when an account is deleted and another one is created with the same id, such as the time at which it was created.
    /// Optional if ids are never reused. Requires <see cref="AccountTwoFactorOptions.AccountStamps"/>.
    /// </summary>
    public string? Stamp { get; init; }

    /// <summary>The language of mails to this person, such as <c>en</c> or <c>ja-JP</c>. Mails are in Japanese or, for every other language, in English.</summary>
    /// <value>The default is null: unknown. A mail that another person caused is then in both languages.</value>
    public string? Language { get; init; }

    /// <summary>Whether the app asks this person for another second factor at sign-in, which <see cref="IAccountTwoFactorManager.SignInAsync"/> doesn't know.</summary>
    /// <value>The default is false.</value>
    /// <remarks>
    /// While account-level two-factor authentication of the package is off for the person, <see cref="IAccountTwoFactorManager.SignInAsync"/> then signs
    /// no one in: a password alone would open an account that has a second factor.
    /// </remarks>
    public bool HasOtherSecondFactor { get; init; }
}
