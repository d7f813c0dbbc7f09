using HeatmapSite.Data;
using HeatmapSite.Members;
using HeatmapSite.Sessions;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using ProfileTwoFactor;

namespace HeatmapSite.Invitations;

/// <summary>Accepting an invitation, for the page and for scripts alike.</summary>
internal sealed class InvitationAcceptance(
    HeatmapDbContext database,
    InvitationQueries invitations,
    MemberTransaction transaction,
    IPasswordHasher<Person> hasher,
    IAccountTwoFactorManager accounts,
    TimeProvider time
)
{
    /// <param name="context">The request of the caller; afterwards the invited person is signed in, if that worked.</param>
    /// <param name="token">The token in the link.</param>
    /// <param name="password">For people without an account; others may leave it out.</param>
    public async Task<Acceptance> AcceptAsync(HttpContext context, string token, string? password)
    {
        var aborted = context.RequestAborted;
        if (await invitations.FindAsync(token, aborted) is not { } found)
        {
            return Acceptance.Unknown;
        }

        if (found.Email is not { } email)
        {
            return Acceptance.Used;
        }

        if (context.User.PersonId() is { } personId)
        {
            return await invitations.IsForAsync(email, personId, aborted)
                ? await JoinAsync(found, personId, null, aborted)
                : Acceptance.OtherAddress;
        }

        if (found.HasAccount)
        {
            return Acceptance.SignInRequired;
        }

        return PasswordRules.Accept(password, email)
            ? await CreateAsync(context, found, email, password!)
            : Acceptance.PasswordRefused;
    }

    private async Task<Acceptance> CreateAsync(
        HttpContext context,
        FoundInvitation found,
        string email,
        string password
    )
    {
        var person = new Person { Id = Guid.NewGuid().ToString("n"), Email = email };
        person.PasswordHash = hasher.HashPassword(person, password);
        var outcome = await JoinAsync(found, person.Id, person, context.RequestAborted);
        if (outcome != Acceptance.Done)
        {
            return outcome;
        }

        var signIn = SignInOutcome.From(await accounts.SignInAsync(context, person.Id));
        return signIn.IsSignedIn ? Acceptance.Done : Acceptance.JoinedOnly;
    }

    private async Task<Acceptance> JoinAsync(
        FoundInvitation found,
        string personId,
        Person? created,
        CancellationToken cancellationToken
    )
    {
        var outcome = await transaction.RunAsync(
            async () =>
            {
                if (created is not null)
                {
                    database.Add(created);
                    await database.SaveChangesAsync(cancellationToken);
                }

                // Still open at this moment: of two acceptances at once, or one beside a removal, only one happens.
                var joined = await database
                    .Memberships.Where(member =>
                        member.MemberId == found.MemberId && member.ActivatedAt == null
                    )
                    .ExecuteUpdateAsync(
                        update =>
                            update
                                .SetProperty(member => member.PersonId, personId)
                                .SetProperty(member => member.ActivatedAt, time.GetUtcNow()),
                        cancellationToken
                    );
                return joined == 1 ? MemberChange.Done : MemberChange.NotFound;
            },
            cancellationToken
        );
        return outcome == MemberChange.Done ? Acceptance.Done : Acceptance.Used;
    }
}
