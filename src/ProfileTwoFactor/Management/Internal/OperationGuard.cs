using Microsoft.Extensions.Logging;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Outcomes.Internal;

namespace ProfileTwoFactor.Management.Internal;

/// <summary>Runs one operation under its trace, and turns a dependency's failure into 503.</summary>
internal class OperationGuard(ILogger<OperationGuard> logger)
{
    public async Task<TwoFactorResult<T>> RunAsync<T>(
        string operation,
        Func<Task<TwoFactorResult<T>>> run
    )
        where T : class
    {
        using var activity = TwoFactorActivities.StartOperation(operation);
        TwoFactorResult<T> result;
        try
        {
            result = await run();
        }
        catch (DependencyUnavailableException exception)
        {
            OperationGuardLog.OperationUnavailable(
                logger,
                operation,
                exception.Dependency,
                exception
            );
            result = TwoFactorErrorFactory.Unavailable();
        }

        TwoFactorActivities.End(activity, result.Error?.Code);
        return result;
    }
}
