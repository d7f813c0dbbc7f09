using HeatmapSite.Data;
using Microsoft.EntityFrameworkCore;

namespace HeatmapSite.Accounts;

/// <summary>
/// Keeps mailboxes from being filled: a person types the addresses, and they can belong to anyone. A person gets one mail a minute and ten
/// a day, which also limits the mails to the old address. One address gets one mail in ten minutes, regardless of who asks.
/// </summary>
internal sealed class EmailChangeLimits(HeatmapDbContext database, TimeProvider time)
{
    public const int MostADay = 10;
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);
    public static readonly TimeSpan AddressPause = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>Counts a request, also one whose mail fails: it may have been delivered. Call it in the transaction that saves the change.</summary>
    /// <returns>Why there must be none, or null.</returns>
    public async Task<EmailChangeOutcome?> TakeAsync(
        string personId,
        string address,
        CancellationToken cancellationToken
    )
    {
        var now = time.GetUtcNow();
        var old = (now - Day).ToUnixTimeMilliseconds();
        await database
            .EmailChangeMailings.Where(mailing => mailing.RequestedAt <= old)
            .ExecuteDeleteAsync(cancellationToken);
        var recent = await database
            .EmailChangeMailings.AsNoTracking()
            .Where(mailing => mailing.PersonId == personId || mailing.Email == address)
            .ToListAsync(cancellationToken);
        if (recent.Exists(mailing => mailing.PersonId == personId && IsWithin(mailing, Pause)))
        {
            return EmailChangeOutcome.TooSoon;
        }

        if (recent.Count(mailing => mailing.PersonId == personId) >= MostADay)
        {
            return EmailChangeOutcome.TooMany;
        }

        if (recent.Exists(mailing => mailing.Email == address && IsWithin(mailing, AddressPause)))
        {
            return EmailChangeOutcome.AddressTooSoon;
        }

        database.Add(
            new EmailChangeMailing
            {
                PersonId = personId,
                Email = address,
                RequestedAt = now.ToUnixTimeMilliseconds(),
            }
        );
        await database.SaveChangesAsync(cancellationToken);
        return null;

        bool IsWithin(EmailChangeMailing mailing, TimeSpan pause) =>
            mailing.RequestedAt > (now - pause).ToUnixTimeMilliseconds();
    }
}
