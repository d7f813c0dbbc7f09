using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ProfileTwoFactor.Internal;

/// <summary>Says at start which of the pages' languages can't be shown.</summary>
internal sealed class PagesStartupCheck(ILogger<PagesStartupCheck> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (PageLanguage.Missing.ToArray() is { Length: > 0 } missing)
        {
            PagesLog.CulturesMissing(logger, string.Join(", ", missing));
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
