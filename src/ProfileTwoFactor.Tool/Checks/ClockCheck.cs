using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Tool.Databases;

namespace ProfileTwoFactor.Tool.Checks;

/// <summary>This machine's clock beside the database's. Run it on a node: it is the nodes' clocks that matter.</summary>
internal sealed class ClockCheck(ToolDatabase database)
{
    private static readonly TimeSpan Tolerated = new ProfileTwoFactorOptions().ToleratedClockSkew;
    private static readonly TimeSpan Noticeable = TimeSpan.FromSeconds(5);

    public async Task<IReadOnlyList<Check>> RunAsync(CancellationToken cancellationToken)
    {
        var time = database.Time;
        var asked = time.GetTimestamp();
        var answer = await database
            .Services.GetRequiredService<IStoreClock>()
            .GetUtcNowAsync(cancellationToken);
        var took = time.GetElapsedTime(asked);
        if (answer is not { } storeTime)
        {
            return
            [
                Check.Fine(
                    "clock",
                    "The database has no clock of its own. The clock of the machine decides which codes are valid: keep it synchronized."
                ),
            ];
        }

        var difference = storeTime + (took / 2) - time.GetUtcNow();
        var text =
            $"The database is {difference.TotalSeconds.ToString("+0.0;-0.0", CultureInfo.InvariantCulture)} s from this machine.";
        return
        [
            difference.Duration() - (took / 2) > Tolerated
                ? Check.Error(
                    "clock",
                    text
                        + $" A node that differs by more than {Tolerated.TotalSeconds:0} s checks no codes.",
                    "Synchronize both with NTP (timedatectl, chronyc tracking)."
                )
            : difference.Duration() > Noticeable
                ? Check.Warning(
                    "clock",
                    text,
                    "Synchronize both with NTP before it grows: codes are valid for 90 seconds."
                )
            : Check.Fine("clock", text),
        ];
    }
}
