using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.Accounts.Internal;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Management.Internal;
using ProfileTwoFactor.Outcomes.Internal;

namespace ProfileTwoFactor.Operations.Internal;

/// <summary>Removals by the host's support. Voids by epoch or by emptying the record, so it never has to read a secret.</summary>
internal sealed class TwoFactorOperator(
    IServiceScopeFactory scopeFactory,
    OperatorLookup lookup,
    OperatorEvents events,
    BindingRemoval removal,
    ScopeRemoval forgetting,
    Tenants tenants,
    OperationGuard guard
) : ITwoFactorOperator
{
    public Task<TwoFactorResult> RemoveAccountBindingAsync(
        string userId,
        OperatorAction action,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentException.ThrowIfNullOrEmpty(userId);
        OperatorActionRules.ThrowIfInvalid(action);
        return RunAsync(
            "operator-remove-account",
            action,
            async (services, tenant) =>
            {
                var account = await lookup.FindAccountAsync(services, userId, cancellationToken);
                if (account is null)
                {
                    return TwoFactorErrorFactory.NotFound();
                }

                var scope = AccountScope.Of(account, tenant);
                if (await removal.SwitchOffAsync(scope, action.OperatorId) is { } refusal)
                {
                    return refusal;
                }

                await events.AccountRemovedAsync(account, scope, action);
                return TwoFactorResult.Success;
            }
        );
    }

    public Task<TwoFactorResult> RemoveProfileBindingAsync(
        string profileId,
        string memberId,
        OperatorAction action,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentException.ThrowIfNullOrEmpty(profileId);
        ArgumentException.ThrowIfNullOrEmpty(memberId);
        OperatorActionRules.ThrowIfInvalid(action);
        return RunAsync(
            "operator-remove-member",
            action,
            async (services, tenant) =>
            {
                var profile = await lookup.FindProfileAsync(services, profileId, cancellationToken);
                var member = profile is null
                    ? null
                    : await lookup.FindMemberAsync(
                        services,
                        profile.Id,
                        memberId,
                        cancellationToken
                    );
                if (profile is null || member is null)
                {
                    return TwoFactorErrorFactory.NotFound();
                }

                var scope = TwoFactorScope.Profile(profile.Id, profile.Stamp).InTenant(tenant);
                if (await removal.ResetAsync(scope, member) is { } refusal)
                {
                    return refusal;
                }

                await events.MemberRemovedAsync(profile, scope, member, action);
                return TwoFactorResult.Success;
            }
        );
    }

    public Task<TwoFactorResult> SwitchProfileOffAsync(
        string profileId,
        OperatorAction action,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentException.ThrowIfNullOrEmpty(profileId);
        OperatorActionRules.ThrowIfInvalid(action);
        return RunAsync(
            "operator-switch-off",
            action,
            async (services, tenant) =>
            {
                var profile = await lookup.FindProfileAsync(services, profileId, cancellationToken);
                if (profile is null)
                {
                    return TwoFactorErrorFactory.NotFound();
                }

                var scope = TwoFactorScope.Profile(profile.Id, profile.Stamp).InTenant(tenant);
                if (await removal.SwitchOffAsync(scope, action.OperatorId) is { } refusal)
                {
                    return refusal;
                }

                await events.ProfileSwitchedOffAsync(profile, scope, action);
                return TwoFactorResult.Success;
            }
        );
    }

    public Task<TwoFactorResult> ForgetAsync(
        TwoFactorScope scope,
        OperatorAction action,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentException.ThrowIfNullOrEmpty(scope.Id, nameof(scope));
        OperatorActionRules.ThrowIfInvalid(action);
        var within = OperatorActionRules.InTenantOf(scope, action);
        return RunAsync(
            "operator-forget",
            within,
            async (services, tenant) =>
            {
                var gone = scope.InTenant(tenant);
                if (await lookup.ExistsAsync(services, gone, cancellationToken))
                {
                    throw new InvalidOperationException(
                        $"The directory still returns the {(gone.Kind == TwoFactorScopeKind.Account ? "account" : "profile")} '{gone.Id}' with this stamp. Call ForgetAsync after it was deleted, and disable two-factor authentication of existing ones with the other operations."
                    );
                }

                await forgetting.RunAsync(gone, action.OperatorId, cancellationToken);
                await events.ForgottenAsync(gone, action);
                return TwoFactorResult.Success;
            }
        );
    }

    private Task<TwoFactorResult> RunAsync(
        string operation,
        OperatorAction action,
        Func<IServiceProvider, string, Task<TwoFactorResult>> run
    )
    {
        var tenant = tenants.OfCall(action.Tenant);
        return guard.RunAsync(
            operation,
            async () =>
            {
                if (action.Tenant is not null)
                {
                    // For the host's contexts and directories, which have no request to read, or another tenant's.
                    TenantWork.Enter(tenant, isBackground: false);
                }

                await using var scope = scopeFactory.CreateAsyncScope();
                return await run(scope.ServiceProvider, tenant);
            }
        );
    }
}
