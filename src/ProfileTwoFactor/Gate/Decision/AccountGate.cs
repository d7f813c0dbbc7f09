using ProfileTwoFactor.Accounts.Internal;
using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Callers;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Policies;
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Windows;

namespace ProfileTwoFactor.Gate.Decision;

/// <summary>Decides whether the caller's account has two-factor authentication on and this session has proven it, recently enough.</summary>
/// <remarks>
/// Nothing is kept from one request to the next. What stands behind it is rare and worth a look into the store, and a decision that
/// is not kept can't outlive a change made on another node.
/// </remarks>
internal sealed class AccountGate(
    AccountLookup accounts,
    PolicyReader policies,
    BindingRepository bindings,
    WindowManager windows,
    ProofAge ages,
    Tenants tenants,
    GateVerdicts verdicts
)
{
    public async Task<GateDecision> DecideAsync(AccountGateRequest request)
    {
        try
        {
            return await AskAsync(request);
        }
        catch (DependencyUnavailableException exception)
        {
            return verdicts.Unavailable(request.Endpoint, exception);
        }
    }

    private async Task<GateDecision> AskAsync(AccountGateRequest request)
    {
        // The app may know no account for a key, or its creator's: neither a setting nor a person's proof lets a machine in.
        if (await MachineCalls.IsMachineAsync(request.Context, request.Services, request.User))
        {
            return Refuse(request, GateStatus.MachineCallerDenied, []);
        }

        var found = await accounts.FindAllAsync(
            request.Services,
            request.User,
            request.Context.RequestAborted
        );
        // Two people in one principal, of two schemes: the role of one must not go with the proof of the other.
        var status = found.Count == 0 ? GateStatus.SignInRequired : GateStatus.NotRequired;
        foreach (var account in found)
        {
            var one = await AskAsync(request, account);
            if (one is not (GateStatus.Verified or GateStatus.NotRequired))
            {
                return Refuse(request, one, found);
            }

            status = one;
        }

        return new GateDecision(status, request.Endpoint) { Accounts = found };
    }

    private async Task<GateStatus> AskAsync(AccountGateRequest request, TwoFactorAccount account)
    {
        // From the store, never from what this process remembers of it.
        var scope = AccountScope.Of(
            account,
            request.Connection?.Tenant ?? tenants.Of(request.Context)
        );
        var policy = await policies.FindAsync(scope);
        if (policy is not { Enabled: true })
        {
            return request.Demand.AllowWhenOff
                ? GateStatus.NotRequired
                : GateStatus.AccountTwoFactorRequired;
        }

        var bySession = AccountProof.Find(request.User, policy.Epoch) is not null;
        var maxAge = request.Demand.MaxAgeSeconds;
        if (bySession && maxAge == 0)
        {
            return GateStatus.Verified;
        }

        var window = await FindWindowAsync(request, account, scope, policy);
        if (window is null && !bySession)
        {
            return GateStatus.AccountVerificationRequired;
        }

        if (maxAge == 0)
        {
            return GateStatus.Verified;
        }

        return await ages.IsWithinAsync(
            scope.Tenant,
            window?.VerifiedAt,
            TimeSpan.FromSeconds(maxAge)
        )
            ? GateStatus.Verified
            : GateStatus.AccountFreshVerificationRequired;
    }

    private async Task<WindowState?> FindWindowAsync(
        AccountGateRequest request,
        TwoFactorAccount account,
        TwoFactorScope scope,
        PolicyRecord policy
    )
    {
        var subject = new ScopeSubject
        {
            Scope = scope,
            User = request.User,
            MemberId = account.UserId,
            MemberStamp = "",
            OwnerMemberId = account.UserId,
            SecurityStamp = account.SecurityStamp,
        };
        return await windows.FindAsync(
            request.Context,
            subject,
            policy,
            await bindings.FindAsync(subject.KeyIn(policy.Epoch))
        );
    }

    private GateDecision Refuse(
        AccountGateRequest request,
        GateStatus status,
        IReadOnlyList<TwoFactorAccount> found
    )
    {
        verdicts.Challenged(request.Endpoint, status);
        return new GateDecision(status, request.Endpoint)
        {
            MaxAgeSeconds = request.Demand.MaxAgeSeconds,
            Accounts = found,
        };
    }
}
