using HeatmapSite.Data;
using HeatmapSite.Members;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace HeatmapSite.Accounts;

/// <summary>
/// Changes a person's sign-in e-mail once a link mailed to the new address was opened. Until then the address counts for nothing: no
/// invitation of it shows, none is blocked, and no alarm goes to it.
/// </summary>
internal sealed class EmailChanges(
    HeatmapDbContext database,
    MemberTransaction transaction,
    IPasswordHasher<Person> hasher,
    EmailChangeMail mail,
    EmailChangeLimits limits,
    TimeProvider time
)
{
    /// <summary>How long the link works.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    public async Task<EmailChangeOutcome> RequestAsync(
        string personId,
        string? email,
        string? password,
        CancellationToken cancellationToken
    )
    {
        var person = await database
            .People.AsNoTracking()
            .SingleAsync(candidate => candidate.Id == personId, cancellationToken);
        if (EmailAddress.Normalise(email) is not { } address)
        {
            return EmailChangeOutcome.AddressRefused;
        }

        if (
            hasher.VerifyHashedPassword(person, person.PasswordHash, password ?? "")
            == PasswordVerificationResult.Failed
        )
        {
            return EmailChangeOutcome.WrongPassword;
        }

        if (address == person.Email)
        {
            return EmailChangeOutcome.Same;
        }

        var token = SecretToken.Create();
        // A conflict is another request of the same moment.
        var refusal = EmailChangeOutcome.TooSoon;
        var saved = await transaction.RunAsync(
            async () =>
            {
                if (await limits.TakeAsync(person.Id, address, cancellationToken) is { } limit)
                {
                    refusal = limit;
                    return MemberChange.Conflict;
                }

                await SaveAsync(person, address, token, cancellationToken);
                return MemberChange.Done;
            },
            cancellationToken
        );
        if (saved != MemberChange.Done)
        {
            return refusal;
        }

        // First, and not at the same time: a link that works is never out while the old address knows nothing of it.
        if (!await mail.TryWarnAsync(person.Email))
        {
            await WithdrawAsync(token);
            return EmailChangeOutcome.NotMailed;
        }

        // An address of another account gets a mail too: the caller must not learn about it from the time this takes.
        var taken = await database.People.AnyAsync(
            other => other.Email == address,
            cancellationToken
        );
        return await mail.TryAskAsync(address, taken ? null : token)
            ? EmailChangeOutcome.Mailed
            : EmailChangeOutcome.NotMailed;
    }

    /// <returns>The address that the link is about, or null when the link is over or another person's.</returns>
    public async Task<string?> FindAsync(
        string personId,
        string token,
        CancellationToken cancellationToken
    ) => (await FindOpenAsync(personId, token, cancellationToken))?.Email;

    public async Task<EmailConfirmation> ConfirmAsync(
        string personId,
        string token,
        CancellationToken cancellationToken
    )
    {
        var before = "";
        var saved = await transaction.RunAsync(
            async () =>
            {
                if (await FindOpenAsync(personId, token, cancellationToken) is not { } change)
                {
                    return MemberChange.NotFound;
                }

                var person = await database.People.SingleAsync(
                    candidate => candidate.Id == personId,
                    cancellationToken
                );
                before = person.Email;
                await UseAsync(person, change.Email, cancellationToken);
                // Of two openings at once only one finds it.
                return
                    await database
                        .EmailChanges.Where(row => row.TokenHash == change.TokenHash)
                        .ExecuteDeleteAsync(cancellationToken) == 1
                    ? MemberChange.Done
                    : MemberChange.Conflict;
            },
            cancellationToken
        );
        if (saved == MemberChange.Done)
        {
            await mail.TryTellAsync(before);
        }

        return saved switch
        {
            MemberChange.Done => EmailConfirmation.Done,
            MemberChange.Conflict => EmailConfirmation.Taken,
            _ => EmailConfirmation.Over,
        };
    }

    private async Task<EmailChange?> FindOpenAsync(
        string personId,
        string token,
        CancellationToken cancellationToken
    )
    {
        var hash = SecretToken.Hash(token);
        var change = await database
            .EmailChanges.AsNoTracking()
            .SingleOrDefaultAsync(
                row =>
                    row.PersonId == personId
                    && row.TokenHash == hash
                    && database.People.Any(person =>
                        person.Id == personId && person.SecurityStamp == row.SecurityStamp
                    ),
                cancellationToken
            );
        // Not in the query: SQLite compares no dates.
        return change is not null && time.GetUtcNow() - change.RequestedAt < Lifetime
            ? change
            : null;
    }

    private Task WithdrawAsync(string token)
    {
        var hash = SecretToken.Hash(token);
        return database
            .EmailChanges.Where(change => change.TokenHash == hash)
            .ExecuteDeleteAsync(CancellationToken.None);
    }

    private async Task SaveAsync(
        Person person,
        string address,
        string token,
        CancellationToken cancellationToken
    )
    {
        await database
            .EmailChanges.Where(change => change.PersonId == person.Id)
            .ExecuteDeleteAsync(cancellationToken);
        database.Add(
            new EmailChange
            {
                PersonId = person.Id,
                TokenHash = SecretToken.Hash(token),
                Email = address,
                SecurityStamp = person.SecurityStamp,
                RequestedAt = time.GetUtcNow(),
            }
        );
        await database.SaveChangesAsync(cancellationToken);
    }

    private async Task UseAsync(Person person, string email, CancellationToken cancellationToken)
    {
        person.Email = email;
        var own = await database
            .Memberships.Where(member => member.PersonId == person.Id)
            .ToListAsync(cancellationToken);
        own.ForEach(member => member.Email = email);

        // The address may have been invited where the person is a member already: that invitation has nothing left to offer.
        var profiles = own.ConvertAll(member => member.ProfileId);
        await database
            .Memberships.Where(member =>
                member.Email == email
                && member.ActivatedAt == null
                && profiles.Contains(member.ProfileId)
            )
            .ExecuteDeleteAsync(cancellationToken);
        await database.SaveChangesAsync(cancellationToken);
    }
}
