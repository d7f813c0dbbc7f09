using HeatmapSite.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using ProfileTwoFactor;

namespace HeatmapSite.Sessions;

/// <summary>Signing in with e-mail and password, for the page and for scripts alike.</summary>
internal sealed class PasswordSignIn(
    HeatmapDbContext database,
    IPasswordHasher<Person> hasher,
    DecoyPassword decoy,
    IAccountTwoFactorManager accounts
)
{
    public async Task<SignInOutcome> SignInAsync(
        HttpContext context,
        string? email,
        string? password
    )
    {
        var address = EmailAddress.Normalise(email);
        var person = address is null
            ? null
            : await database.People.SingleOrDefaultAsync(
                candidate => candidate.Email == address,
                context.RequestAborted
            );

        // An unknown address costs as much time as a wrong password, so the time doesn't say who has an account.
        var result = hasher.VerifyHashedPassword(
            person ?? decoy.Person,
            person?.PasswordHash ?? decoy.Person.PasswordHash,
            password ?? ""
        );
        if (person is null || result == PasswordVerificationResult.Failed)
        {
            return new SignInOutcome(Wrong: true);
        }

        if (result == PasswordVerificationResult.SuccessRehashNeeded)
        {
            person.PasswordHash = hasher.HashPassword(person, password!);
            await database.SaveChangesAsync(context.RequestAborted);
        }

        context.Features.Set(new CheckedPassword(person.Id, person.SecurityStamp));
        return SignInOutcome.From(await accounts.SignInAsync(context, person.Id));
    }
}
