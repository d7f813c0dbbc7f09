using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Infrastructure;

namespace ProfileTwoFactor.Operations.Internal;

/// <summary>Warns at each start that the gate only reports. Nothing else would show it.</summary>
internal sealed class ReportOnlyNote(
    IOptions<ProfileTwoFactorOptions> options,
    ILogger<ReportOnlyNote> logger
) : LifecycleService
{
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Value.Enforcement == EnforcementMode.ReportOnly)
        {
            SharedStateLog.ReportOnly(logger);
        }

        return Task.CompletedTask;
    }
}
