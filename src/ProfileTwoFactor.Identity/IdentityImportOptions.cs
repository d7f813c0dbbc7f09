namespace ProfileTwoFactor.Identity;

/// <summary>How second factors of ASP.NET Core Identity are imported.</summary>
/// <typeparam name="TUser">The user class of the app.</typeparam>
public sealed class IdentityImportOptions<TUser>
    where TUser : class
{
    /// <summary>Whether <see cref="IAccountTwoFactorManager.SignInAsync"/> imports the second factor of a user who has one at Identity, and then asks for the package's code.</summary>
    /// <value>The default is false: such a user isn't signed in until the import.</value>
    /// <remarks>The first code is accepted about two minutes later with the default options, so importing all users in advance is easier for them.</remarks>
    public bool AtSignIn { get; set; }

    /// <summary>Returns whether the user's authenticator app has the key that Identity stores. The function gets the services of the import's scope. If it returns false, the result is <see cref="TwoFactorImportStatus.NoKey"/>, and nothing is changed.</summary>
    /// <value>The default is null: each key of a user whose two-factor authentication Identity has enabled is imported.</value>
    /// <remarks>
    /// Identity stores a key as soon as its page for authenticator apps is opened, and doesn't store whether the user added the key to an app. A user who gets
    /// codes by mail or text message and once opened that page has a key that no app has: after an import, the user could sign in only with a recovery
    /// code, or not at all. Set this function if your app ever sent Identity's codes by mail or text message. If the function throws, the import stops at that user.
    /// </remarks>
    public Func<
        TUser,
        IServiceProvider,
        CancellationToken,
        Task<bool>
    >? HasAuthenticator { get; set; }

    /// <summary>Returns the object in which the app's own user store makes its changes, such as the scope's <c>DbContext</c>.</summary>
    /// <value>The default is null: the public property <c>Context</c> of the user store, which the stores of <c>Microsoft.AspNetCore.Identity.EntityFrameworkCore</c> have.</value>
    public Func<IServiceProvider, object?>? UnitOfWork { get; set; }
}
