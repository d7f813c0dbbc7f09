using HeatmapSite.Data;
using HeatmapSite.Invitations;
using HeatmapSite.Sessions;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace HeatmapSite.Accounts;

/// <summary>
/// Changes a person's own password, for the page and for scripts alike. With it changes the security stamp, and so every other session,
/// every sign-in that waits for its code and every verification window of the person ends.
/// </summary>
internal sealed class AccountPassword(HeatmapDbContext database, IPasswordHasher<Person> hasher)
{
    public async Task<PasswordChange> ChangeAsync(
        HttpContext context,
        string? current,
        string? chosen
    )
    {
        var personId = context.User.PersonId();
        var person = await database
            .People.AsNoTracking()
            .SingleAsync(candidate => candidate.Id == personId, context.RequestAborted);
        if (
            hasher.VerifyHashedPassword(person, person.PasswordHash, current ?? "")
            == PasswordVerificationResult.Failed
        )
        {
            return PasswordChange.WrongPassword;
        }

        if (chosen == current || !PasswordRules.Accept(chosen, person.Email))
        {
            return PasswordChange.PasswordRefused;
        }

        return await SaveAsync(context, person, chosen!)
            ? PasswordChange.Done
            : PasswordChange.Conflict;
    }

    private async Task<bool> SaveAsync(HttpContext context, Person person, string chosen)
    {
        var before = person.SecurityStamp;
        person.SecurityStamp = Guid.NewGuid().ToString("n");
        person.PasswordHash = hasher.HashPassword(person, chosen);

        // Of two changes at once only one happens: the other was made with a password that no longer holds.
        var changed = await database
            .People.Where(row => row.Id == person.Id && row.SecurityStamp == before)
            .ExecuteUpdateAsync(
                update =>
                    update
                        .SetProperty(row => row.PasswordHash, person.PasswordHash)
                        .SetProperty(row => row.SecurityStamp, person.SecurityStamp),
                context.RequestAborted
            );
        if (changed != 1)
        {
            return false;
        }

        // The same person in the same browser: the package leaves the proof of the second factor in a session that is renewed like this.
        var session = await context.AuthenticateAsync();
        await context.SignInAsync(SessionPrincipal.Create(person), session.Properties);
        return true;
    }
}
