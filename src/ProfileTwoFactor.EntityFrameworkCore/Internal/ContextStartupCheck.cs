using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Infrastructure;

namespace ProfileTwoFactor.EntityFrameworkCore.Internal;

/// <summary>Says at start, not at the first request, that the context can't serve. Asks the model only, not the database.</summary>
internal sealed class ContextStartupCheck<TContext>(
    OwnContext<TContext> own,
    IOptions<ProfileTwoFactorOptions> options,
    ILogger<ContextStartupCheck<TContext>>? logger = null
) : LifecycleService
    where TContext : DbContext
{
    public override async Task StartingAsync(CancellationToken cancellationToken)
    {
        try
        {
            var provider = await own.RunAsync(
                context => Task.FromResult(context.Database.ProviderName),
                cancellationToken
            );
            if (logger is not null && !ContextRules.TestedProviders.Contains(provider))
            {
                ContextLog.ProviderUntested(logger, provider, typeof(TContext).Name);
            }
        }
        catch (ContextCreationException exception) when (options.Value.TenantResolver is not null)
        {
            // No fault where every database is some tenant's. Each use checks again, so nothing is taken on trust.
            if (logger is not null)
            {
                ContextLog.NotChecked(logger, typeof(TContext).Name, exception);
            }
        }
    }
}
