using Microsoft.Extensions.Logging;
using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Windows;

namespace ProfileTwoFactor.Accounts.Internal;

/// <summary>Lets the browser that has just proven itself go on under a new epoch: its session and its window.</summary>
internal sealed class SessionContinuation(
    AccountSignInWriter writer,
    WindowManager windows,
    ILogger<SessionContinuation> logger
)
{
    public async Task RenewAsync(AccountCall call, BindingKey key, ProvenBinding proven)
    {
        try
        {
            await writer.RenewAsync(call, key.Epoch, proven.Method);
            await windows.OpenAsync(call.Context, call.Subject, key, proven, generation: null);
        }
        catch (DependencyUnavailableException exception)
        {
            // It is on, and the backup codes can be shown only now. What is missing costs a code at the next request.
            AccountLog.SessionNotRenewed(logger, exception.Dependency, exception);
        }
    }
}
