using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Callers;
using ProfileTwoFactor.Http;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Management.Internal;
using ProfileTwoFactor.Policies;

namespace ProfileTwoFactor.Accounts.Internal;

/// <summary>Opens calls on the account of a request, the signed-in person's or the one of a partial sign-in, and runs the operation.</summary>
internal sealed class AccountCallRunner(
    AccountUserId userIds,
    AccountLookup accounts,
    PolicyReader policies,
    PartialSignInManager signIns,
    Tenants tenants,
    CodeAttemptLimiter attempts,
    ILogger<OperationGuard> logger
) : OperationGuard(logger)
{
    /// <summary>An operation of a signed-in user.</summary>
    public Task<TwoFactorResult<T>> RunAsync<T>(
        string operation,
        HttpContext context,
        Func<AccountCall, Task<TwoFactorResult<T>>> run
    )
        where T : class
    {
        ArgumentNullException.ThrowIfNull(context);
        return RunAsync(
            operation,
            async () =>
            {
                var call = await OpenAsync(context);
                return call.Succeeded ? await run(call.Value) : call.Error;
            }
        );
    }

    /// <summary>The same for an operation without a value.</summary>
    public Task<TwoFactorResult> RunAsync(
        string operation,
        HttpContext context,
        Func<AccountCall, Task<TwoFactorResult>> run
    )
    {
        ArgumentNullException.ThrowIfNull(context);
        return RunAsync(
            operation,
            async () =>
            {
                var call = await OpenAsync(context);
                return call.Succeeded ? await run(call.Value) : call.Error;
            }
        );
    }

    /// <summary>The same for an operation that checks a code: only so many run at a time, and the others are refused before anything is read.</summary>
    public Task<TwoFactorResult<T>> RunAttemptAsync<T>(
        string operation,
        HttpContext context,
        Func<AccountCall, Task<TwoFactorResult<T>>> run
    )
        where T : class
    {
        ArgumentNullException.ThrowIfNull(context);
        return RunAsync(
            operation,
            () =>
                attempts.RunAsync(
                    context,
                    async () =>
                    {
                        var call = await OpenAsync(context);
                        return call.Succeeded ? await run(call.Value) : call.Error;
                    }
                )
        );
    }

    /// <summary>The same, also for a caller whose sign-in waits for its code. Who that is, the request says before anything is read.</summary>
    public Task<TwoFactorResult<T>> RunAttemptAsync<T>(
        string operation,
        HttpContext context,
        Func<Task<TwoFactorResult<T>>> run
    )
        where T : class =>
        RunAsync(
            operation,
            () =>
                userIds.Of(context.User) is null && PartialUserIdOf(context) is { } userId
                    ? attempts.RunPartialAsync(context, userId, run)
                    : attempts.RunAsync(context, run)
        );

    public async Task<TwoFactorResult<AccountCall>> OpenAsync(HttpContext context)
    {
        if (
            userIds.Of(context.User) is not { } userId
            || await FindAsync(context, userId) is not { } account
        )
        {
            return NotSignedIn.Explain(context);
        }

        if (await MachineCalls.RefuseAsync(context, profileId: null) is { } refusal)
        {
            return refusal;
        }

        // A claims transformation runs after the guard. If it changed the user id, the guard checked another person.
        if (
            AccountSession.FindingOf(context) is SessionFinding.Passed { UserIds: var guarded }
            && !guarded.Contains(userId)
        )
        {
            throw new InvalidOperationException(
                "The session cookie contains a different user id than the principal after the app's claims transformation, so the wrong account would be checked. Store the same id in the cookie, or add its claim type to AccountTwoFactorOptions.UserIdClaimTypes."
            );
        }

        return await OpenAsync(context, account, context.User);
    }

    /// <summary>The sign-in of this browser that waits for its code. A cookie of another epoch or password is over, and so is one whose person is gone.</summary>
    /// <returns>Null when there is none.</returns>
    public async Task<PartialSignInCaller?> OpenPartialAsync(HttpContext context)
    {
        if (signIns.Read(context) is { } signIn && await OpenAsync(context, signIn) is { } waiting)
        {
            return waiting;
        }

        switch (AccountSession.FindingOf(context))
        {
            case SessionFinding.Unavailable:
                throw new DependencyUnavailableException(
                    DependencyNames.PolicyStore,
                    "it couldn't determine whether this session requires a proof"
                );
            case SessionFinding.Unproven unproven
                when await FindAsync(context, unproven.UserId) is { } account:
                return new PartialSignInCaller(
                    await OpenAsync(context, account, new ClaimsPrincipal()),
                    unproven.Properties,
                    SignIn: null
                );
            default:
                return null;
        }
    }

    private string? PartialUserIdOf(HttpContext context) =>
        signIns.Read(context)?.UserId
        ?? (AccountSession.FindingOf(context) as SessionFinding.Unproven)?.UserId;

    private async Task<PartialSignInCaller?> OpenAsync(HttpContext context, PartialSignIn signIn)
    {
        if (
            await FindAsync(context, signIn.UserId) is { } account
            && string.Equals(account.Stamp ?? "", signIn.AccountStamp, StringComparison.Ordinal)
            && PartialSignIn.HashOf(account.SecurityStamp).AsSpan().SequenceEqual(signIn.Stamp)
        )
        {
            var call = await OpenAsync(context, account, new ClaimsPrincipal());
            if (
                call.Enabled
                && string.Equals(call.Epoch, signIn.Epoch, StringComparison.Ordinal)
                && !await signIns.IsSpentAsync(context, signIn)
            )
            {
                return new PartialSignInCaller(call, signIn.ReadProperties(), signIn);
            }
        }

        signIns.Forget(context);
        return null;
    }

    private async Task<AccountCall> OpenAsync(
        HttpContext context,
        TwoFactorAccount account,
        ClaimsPrincipal user
    )
    {
        var scope = AccountScope.Of(account, tenants.Of(context));
        return new AccountCall
        {
            Context = context,
            Account = account,
            Policy = await policies.FindAsync(scope),
            Subject = new ScopeSubject
            {
                Scope = scope,
                User = user,
                MemberId = account.UserId,
                MemberStamp = "",
                OwnerMemberId = account.UserId,
                SecurityStamp = account.SecurityStamp,
            },
        };
    }

    private Task<TwoFactorAccount?> FindAsync(HttpContext context, string userId) =>
        accounts.FindAsync(context.RequestServices, userId, context.RequestAborted);
}
