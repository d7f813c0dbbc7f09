using Microsoft.EntityFrameworkCore;
using ProfileTwoFactor.EntityFrameworkCore;
using ProfileTwoFactor.EntityFrameworkCore.Internal;
using ProfileTwoFactor.Mail.Queue;
using ProfileTwoFactor.Tool.Databases;
using ProfileTwoFactor.Tool.Output;

namespace ProfileTwoFactor.Tool.Checks;

/// <summary>Whether the app's nodes take mails from the queue, and get rid of them.</summary>
internal sealed class MailQueueCheck(ToolDatabase database)
{
    private const string Name = "mail";
    private const int MostRead = 1000;
    private static readonly TimeSpan Late = TimeSpan.FromMinutes(15);

    public async Task<IReadOnlyList<Check>> RunAsync(CancellationToken cancellationToken)
    {
        var rows = await database.RunAsync(
            context =>
                StoredRows
                    .Of<TwoFactorNotificationEntity>(context)
                    .OrderBy(row => row.NotBeforeUtcTicks)
                    .Take(MostRead)
                    .ToListAsync(cancellationToken),
            cancellationToken
        );
        var now = database.Time.GetUtcNow();
        var late = rows.FindAll(row => now.UtcTicks - row.NotBeforeUtcTicks > Late.Ticks);
        var payloads = rows.ConvertAll(row =>
            NotificationPayload.TryRead(row.Payload, out var payload) ? payload : null
        );
        var failing = payloads.FindAll(payload => payload is { Finished: false, Attempts: > 0 });
        if (late.Count > 0)
        {
            return
            [
                Check.Error(
                    Name,
                    $"{late.Count} jobs of the queue are due for more than {Late.TotalMinutes:0} minutes, the first since {Lines.Time(new DateTimeOffset(late[0].NotBeforeUtcTicks, TimeSpan.Zero))}. No node takes them.",
                    "Start a node of the app. It must call AddMail(...), and use this database for the queue."
                ),
            ];
        }

        if (failing.Count > 0)
        {
            return
            [
                Check.Warning(
                    Name,
                    $"{failing.Count} mails couldn't be sent yet, at most {failing.Max(payload => payload!.Attempts)} times in a row.",
                    "Look for events 1601 and later in the logs of the nodes, and check the mail server with --smtp. Mails are given up after three days."
                ),
            ];
        }

        return payloads.Contains(null)
            ?
            [
                Check.Warning(
                    Name,
                    $"{payloads.Count(payload => payload is null)} jobs of the queue can't be read by this version.",
                    "A newer version wrote them. Nodes of an older version put them off for an hour each time."
                ),
            ]
            : [Check.Fine(Name, $"{rows.Count} jobs in the queue, none late.")];
    }
}
