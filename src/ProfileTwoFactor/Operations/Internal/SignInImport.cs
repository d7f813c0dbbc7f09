using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using ProfileTwoFactor.Accounts.Internal;
using ProfileTwoFactor.Infrastructure;

namespace ProfileTwoFactor.Operations.Internal;

/// <summary>Imports the second factor of the person whose password was just accepted.</summary>
internal sealed class SignInImport(
    ITwoFactorImport import,
    Tenants tenants,
    Deadline deadline,
    ILogger<SignInImport> logger
) : ISignInImport
{
    public async Task ImportAsync(HttpContext context, TwoFactorAccount account)
    {
        try
        {
            var result = await import.ImportAccountAsync(
                account.UserId,
                new TwoFactorImportRequest
                {
                    Action = new OperatorAction
                    {
                        OperatorId = account.UserId,
                        OperatorName = account.AccountName,
                        Reason = "Imported at the next sign-in",
                        Tenant = tenants.AreResolved ? tenants.Of(context) : null,
                    },
                },
                context.RequestAborted
            );
            if (
                result.Status
                is not (TwoFactorImportStatus.Imported or TwoFactorImportStatus.AlreadyEnabled)
            )
            {
                ImportLog.AtSignInRefused(logger, result.Status);
            }
        }
        catch (Exception exception) when (exception is not DependencyUnavailableException)
        {
            throw deadline.Failed(DependencyNames.PolicyStore, exception);
        }
    }
}
