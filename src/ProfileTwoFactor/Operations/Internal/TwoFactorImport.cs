using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.Accounts.Internal;
using ProfileTwoFactor.Events;
using ProfileTwoFactor.Events.Internal;
using ProfileTwoFactor.Infrastructure;

namespace ProfileTwoFactor.Operations.Internal;

/// <summary>Imports second factors, one account after the other.</summary>
internal sealed class TwoFactorImport(
    IServiceScopeFactory scopes,
    AccountImport import,
    ImportCommit commit,
    TwoFactorEventPublisher events,
    Tenants tenants,
    TimeProvider time
) : ITwoFactorImport
{
    public async Task<TwoFactorImportResult> ImportAccountAsync(
        string userId,
        TwoFactorImportRequest request,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentException.ThrowIfNullOrEmpty(userId);
        return await ImportAsync(userId, Enter(request), request, cancellationToken);
    }

    public async IAsyncEnumerable<TwoFactorImportResult> ImportAccountsAsync(
        TwoFactorImportRequest request,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        Enter(request);
        await using var scope = scopes.CreateAsyncScope();
        await using var users = scope
            .ServiceProvider.GetRequiredService<ITwoFactorImportSource>()
            .ListAsync(request.After, cancellationToken)
            .GetAsyncEnumerator(cancellationToken);
        while (true)
        {
            // Each time: what an iterator enters ends when it returns a result.
            var tenant = Enter(request);
            var found = await GuardAsync(
                "the list of users",
                () => users.MoveNextAsync().AsTask(),
                cancellationToken
            );
            if (!found)
            {
                yield break;
            }

            yield return await ImportAsync(users.Current, tenant, request, cancellationToken);
        }
    }

    private string Enter(TwoFactorImportRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        OperatorActionRules.ThrowIfInvalid(request.Action);
        _ = commit.Store;
        var tenant = tenants.OfCall(request.Action.Tenant);
        if (request.Action.Tenant is not null)
        {
            TenantWork.Enter(tenant, isBackground: false);
        }

        return tenant;
    }

    private async Task<TwoFactorImportResult> ImportAsync(
        string userId,
        string tenant,
        TwoFactorImportRequest request,
        CancellationToken cancellationToken
    )
    {
        var action = request.Action;
        var (result, account) = await GuardAsync(
            $"user '{userId}'",
            () =>
                import.RunAsync(
                    userId,
                    tenant,
                    action.OperatorId,
                    request.DryRun,
                    cancellationToken
                ),
            cancellationToken
        );
        if (account is not null)
        {
            await events.PublishAsync(
                new AccountTwoFactorEnabled(
                    new TwoFactorEventContext
                    {
                        Scope = AccountScope.Of(account, tenant),
                        ProfileName = "",
                        OwnerEmail = "",
                        MemberId = account.UserId,
                        AccountName = account.AccountName,
                        Language = account.Language,
                        ActorMemberId = action.OperatorId,
                        ActorAccountName = action.OperatorName,
                        Time = time.GetUtcNow(),
                    }
                )
                {
                    ImportReason = action.Reason,
                    WithoutMail = !request.SendMail,
                }
            );
        }

        return result;
    }

    private static async Task<T> GuardAsync<T>(
        string what,
        Func<Task<T>> run,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await run();
        }
        catch (ImportOutcomeUnknownException exception)
        {
            // Before the check of the token: what is canceled "is as it was", and this may not be.
            throw new InvalidOperationException(
                $"The import stopped at {what}: {Reason(exception.InnerException!)}. It isn't known whether this account was imported: the answer to the commit was lost, and the store can't be read. What was reported before is imported. Import the account again: {nameof(TwoFactorImportStatus.AlreadyEnabled)} means that it was imported.",
                exception
            );
        }
        catch (Exception exception)
            when (exception is not OperationCanceledException
                || !cancellationToken.IsCancellationRequested
            )
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new InvalidOperationException(
                $"The import stopped at {what}: {Reason(exception)}. Nothing of it was changed, and what was reported before is imported. Correct the cause and import again. To import the users after one who can't be read, set {nameof(TwoFactorImportRequest)}.{nameof(TwoFactorImportRequest.After)} to that user's id.",
                exception
            );
        }
    }

    /// <summary>The kinds of failure, and the text where it is about the set-up: a database's text repeats the row.</summary>
    private static string Reason(Exception exception)
    {
        var cause =
            exception is DependencyUnavailableException
                ? exception.InnerException ?? exception
                : exception;
        return cause is InvalidOperationException or DependencyUnavailableException
            ? $"{FailureText.Of(cause)}: {cause.Message.TrimEnd('.')}"
            : FailureText.Of(cause);
    }
}
