using Microsoft.AspNetCore.Identity;
using ProfileSite.Data;

namespace ProfileSite.Accounts;

/// <summary>Registers users and checks their passwords, with ASP.NET Core Identity.</summary>
public sealed class SiteAccounts(UserManager<SiteUser> users, SignInManager<SiteUser> signIn)
{
    /// <returns>What must be changed, or an empty list if the user is registered.</returns>
    public async Task<IReadOnlyList<string>> RegisterAsync(string? email, string? password)
    {
        var user = new SiteUser { UserName = email, Email = email };
        var result = await users.CreateAsync(user, password ?? "");
        return [.. result.Errors.Select(error => error.Description)];
    }

    /// <returns>The user's id, or null if the address or the password is wrong, or the user is locked out.</returns>
    public async Task<string?> CheckPasswordAsync(string? email, string? password)
    {
        if (await FindAsync(email) is not { } user)
        {
            // Takes as long as a wrong password, so that the time doesn't tell which addresses have an account.
            users.PasswordHasher.HashPassword(new SiteUser(), password ?? "");
            return null;
        }

        var result = await signIn.CheckPasswordSignInAsync(
            user,
            password ?? "",
            lockoutOnFailure: true
        );
        return result.Succeeded ? user.Id : null;
    }

    public Task<SiteUser?> FindAsync(string? email) => users.FindByEmailAsync(email ?? "");
}
