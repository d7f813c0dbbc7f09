using System.Security.Claims;
using HeatmapSite.Data;
using Microsoft.EntityFrameworkCore;
using ProfileTwoFactor;

namespace HeatmapSite.Sessions;

/// <summary>What the package asks the site about accounts: who a person is at this moment, and what their session says.</summary>
internal sealed class AccountDirectory(
    IDbContextFactory<HeatmapDbContext> databases,
    IHttpContextAccessor accessor
) : IAccountDirectory
{
    public async ValueTask<TwoFactorAccount?> FindAsync(
        string userId,
        CancellationToken cancellationToken
    ) =>
        await FindPersonAsync(userId, cancellationToken) is { } person
            ? new TwoFactorAccount
            {
                UserId = person.Id,
                AccountName = person.Email,
                SecurityStamp = person.SecurityStamp,
            }
            : null;

    public async ValueTask<ClaimsPrincipal?> CreatePrincipalAsync(
        string userId,
        CancellationToken cancellationToken
    ) =>
        await FindPersonAsync(userId, cancellationToken) is { } person
            ? SessionPrincipal.Create(person)
            : null;

    private async Task<Person?> FindPersonAsync(string userId, CancellationToken cancellationToken)
    {
        // A context of its own: the package stops waiting after a second, and the request goes on without the answer.
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var person = await database
            .People.AsNoTracking()
            .SingleOrDefaultAsync(candidate => candidate.Id == userId, cancellationToken);

        // The password this request has checked may be the old one by now.
        var password = accessor.HttpContext?.Features.Get<CheckedPassword>();
        return
            person is not null
            && password?.PersonId == person.Id
            && password.SecurityStamp != person.SecurityStamp
            ? null
            : person;
    }
}
