using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Http;
using ProfileTwoFactor.Infrastructure;

namespace ProfileTwoFactor.Passkeys.Internal;

/// <summary>Says at start what would otherwise be noticed when passkeys are refused.</summary>
internal sealed class PasskeyStartupCheck(
    IOptions<PasskeyOptions> options,
    TrustedOrigin hosts,
    ILogger<PasskeyStartupCheck> logger
) : LifecycleService
{
    public override Task StartingAsync(CancellationToken cancellationToken)
    {
        if (options.Value is { ServerDomain: { } domain, Origins.Count: 0 } && !hosts.NamesHosts)
        {
            PasskeyLog.HostsNotNamed(logger, domain);
        }

        return Task.CompletedTask;
    }
}
