namespace ProfileTwoFactor.Identity;

/// <summary>How second factors of ASP.NET Core Identity are imported.</summary>
public sealed class IdentityImportOptions
{
    /// <summary>Whether <see cref="IAccountTwoFactorManager.SignInAsync"/> imports the second factor of a user who has one at Identity, and then asks for the package's code.</summary>
    /// <value>The default is false: such a user isn't signed in until the import.</value>
    /// <remarks>The first code is accepted up to two and a half minutes later, so importing all users in advance is easier for them.</remarks>
    public bool AtSignIn { get; set; }

    /// <summary>Returns the object in which the app's own user store makes its changes, such as the scope's <c>DbContext</c>.</summary>
    /// <value>The default is null: the public property <c>Context</c> of the user store, which the stores of <c>Microsoft.AspNetCore.Identity.EntityFrameworkCore</c> have.</value>
    public Func<IServiceProvider, object?>? UnitOfWork { get; set; }
}
