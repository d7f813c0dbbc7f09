using Microsoft.Extensions.Logging;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Outcomes.Internal;

namespace ProfileTwoFactor.Management.Internal;

/// <summary>Runs one operation under its trace, and turns a dependency's failure into 503.</summary>
internal class OperationGuard(ILogger<OperationGuard> logger)
{
    public Task<TwoFactorResult<T>> RunAsync<T>(
        string operation,
        Func<Task<TwoFactorResult<T>>> run
    )
        where T : class =>
        RunAsync(operation, run, static result => result.Error, static error => error);

    public Task<TwoFactorResult> RunAsync(string operation, Func<Task<TwoFactorResult>> run) =>
        RunAsync(operation, run, static result => result.Error, static error => error);

    private async Task<TResult> RunAsync<TResult>(
        string operation,
        Func<Task<TResult>> run,
        Func<TResult, TwoFactorError?> errorOf,
        Func<TwoFactorError, TResult> refuse
    )
    {
        using var activity = TwoFactorActivities.StartOperation(operation);
        var result = await GuardAsync(operation, run, refuse);
        TwoFactorActivities.End(activity, errorOf(result)?.Code);
        return result;
    }

    private async Task<TResult> GuardAsync<TResult>(
        string operation,
        Func<Task<TResult>> run,
        Func<TwoFactorError, TResult> refuse
    )
    {
        try
        {
            return await run();
        }
        catch (DependencyUnavailableException exception)
        {
            OperationGuardLog.OperationUnavailable(
                logger,
                operation,
                exception.Dependency,
                exception
            );
            return refuse(TwoFactorErrorFactory.Unavailable());
        }
    }
}
