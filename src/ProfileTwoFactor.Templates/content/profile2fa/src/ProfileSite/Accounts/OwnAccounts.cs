using System.Net.Mail;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using ProfileSite.Data;

namespace ProfileSite.Accounts;

/// <summary>Registers users and checks their passwords.</summary>
public sealed class SiteAccounts(SiteDbContext database, IPasswordHasher<SiteUser> hasher)
{
    private const int MinPassword = 12;
    private const int MaxPassword = 200;

    /// <returns>What must be changed, or an empty list if the user is registered.</returns>
    public async Task<IReadOnlyList<string>> RegisterAsync(string? email, string? password)
    {
        if (
            email is null
            || email.Length > SiteUser.MaxEmail
            || !MailAddress.TryCreate(email, out var address)
            // "Olivia <olivia@example.com>" would be a second account of one mailbox.
            || address.Address != email
        )
        {
            return ["Enter a valid e-mail address."];
        }

        if (password is not { Length: >= MinPassword and <= MaxPassword })
        {
            return [$"Choose a password of {MinPassword} to {MaxPassword} characters."];
        }

        var user = new SiteUser { Email = email, NormalizedEmail = Normalize(email) };
        user.PasswordHash = hasher.HashPassword(user, password);
        database.Add(user);
        try
        {
            await database.SaveChangesAsync();
            return [];
        }
        catch (DbUpdateException)
            when (database.Users.Any(row => row.NormalizedEmail == user.NormalizedEmail))
        {
            return ["There is an account with this address. Sign in."];
        }
    }

    /// <returns>The user's id, or null if the address or the password is wrong.</returns>
    public async Task<string?> CheckPasswordAsync(string? email, string? password)
    {
        var normalized = Normalize(email ?? "");
        var user = await database.Users.SingleOrDefaultAsync(row =>
            row.NormalizedEmail == normalized
        );
        if (user is null)
        {
            // Takes as long as a wrong password, so that the time doesn't tell which addresses have an account.
            hasher.HashPassword(new SiteUser { Email = "", NormalizedEmail = "" }, password ?? "");
            return null;
        }

        var result = hasher.VerifyHashedPassword(user, user.PasswordHash, password ?? "");
        return result == PasswordVerificationResult.Failed ? null : user.Id;
    }

    public async Task<SiteUser?> FindAsync(string? email)
    {
        var normalized = Normalize(email ?? "");
        return await database.Users.SingleOrDefaultAsync(row => row.NormalizedEmail == normalized);
    }

    private static string Normalize(string email) => email.Trim().ToUpperInvariant();
}
