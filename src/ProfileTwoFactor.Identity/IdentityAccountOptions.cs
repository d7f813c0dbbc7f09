using Microsoft.AspNetCore.Identity;

namespace ProfileTwoFactor.Identity;

/// <summary>What <c>AddIdentityAccounts&lt;TUser&gt;()</c> reads from the users of ASP.NET Core Identity. All options have defaults.</summary>
/// <typeparam name="TUser">The app's user class.</typeparam>
public sealed class IdentityAccountOptions<TUser>
    where TUser : class
{
    /// <summary>Returns the account's name: it is shown in the authenticator app, and mails are sent to it.</summary>
    /// <value>The default is null: the user's e-mail address, or the user name if there is no address.</value>
    public Func<TUser, string?>? AccountName { get; set; }

    /// <summary>Returns the language of mails to the user, such as <c>en</c> or <c>ja-JP</c>.</summary>
    /// <value>The default is null: unknown.</value>
    public Func<TUser, string?>? Language { get; set; }

    /// <summary>Returns a value that differs between a deleted user and a new one with the same id, such as the time at which the user was created.</summary>
    /// <value>The default is null: ids aren't reused, as with the random ids of <see cref="IdentityUser"/>. If it is set, <see cref="AccountTwoFactorOptions.AccountStamps"/> is true.</value>
    public Func<TUser, string>? Stamp { get; set; }

    /// <summary>Whether the app starts although <c>AddIdentityApiEndpoints</c> issues bearer tokens, which open the account without a code.</summary>
    /// <value>The default is false: the app doesn't start while <see cref="IdentityConstants.BearerScheme"/> is registered.</value>
    /// <remarks>
    /// The package checks the sessions of Identity's application cookie. The <c>/login</c> endpoint of <c>MapIdentityApi</c> also issues a
    /// bearer token for the password alone, and that token is not checked. If you set this option, require a code on the endpoints that a
    /// token must not open, with <see cref="RequireAccountTwoFactorAttribute"/> or <see cref="RequireProfileTwoFactorAttribute"/>.
    /// </remarks>
    public bool AllowBearerTokensWithoutCode { get; set; }
}
