using ProfileTwoFactor.Accounts.Internal;
using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Http;
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
    AccountUserId userIds,
    AccountLookup accounts,
    PolicyReader policies,
    BindingManager bindings,
    WindowManager windows,
    NodeClock clock,
    Tenants tenants,
    TimeProvider time,
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
        var ids = SignedIn.Is(request.User) ? userIds.AllOf(request.User) : [];
        var found = new List<TwoFactorAccount>(ids.Count);
        foreach (var userId in ids)
        {
            var account = await accounts.FindAsync(
                request.Services,
                userId,
                request.Context.RequestAborted
            );
            if (account is null)
            {
                // Closed, or not of this host. A principal that contains it beside another person is not accepted.
                return new GateDecision(GateStatus.SignInRequired, request.Endpoint);
            }

            found.Add(account);
        }

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
        var scope = TwoFactorScope
            .Account(account.UserId)
            .InTenant(request.Connection?.Tenant ?? tenants.Of(request.Context));
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

        var window = await FindWindowAsync(request, account, scope, policy.Epoch);
        if (window is null && !bySession)
        {
            return GateStatus.AccountVerificationRequired;
        }

        if (maxAge == 0)
        {
            return GateStatus.Verified;
        }

        // A node that is minutes behind would find every proof fresh.
        await clock.EnsureAgreesAsync(scope.Tenant);
        return
            window is { } open && time.GetUtcNow() - open.VerifiedAt <= TimeSpan.FromSeconds(maxAge)
            ? GateStatus.Verified
            : GateStatus.AccountFreshVerificationRequired;
    }

    private async Task<WindowState?> FindWindowAsync(
        AccountGateRequest request,
        TwoFactorAccount account,
        TwoFactorScope scope,
        string epoch
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
        var key = subject.KeyIn(epoch);
        return (await bindings.FindAsync(key))?.Active is { } active
            ? await windows.FindAsync(request.Context, subject, key, active.BindingId)
            : null;
    }

    private GateDecision Refuse(
        AccountGateRequest request,
        GateStatus status,
        IReadOnlyList<TwoFactorAccount> found
    )
    {
        verdicts.Challenged(status);
        return new GateDecision(status, request.Endpoint)
        {
            MaxAgeSeconds = request.Demand.MaxAgeSeconds,
            Accounts = found,
        };
    }
}
