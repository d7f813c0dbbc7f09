using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ProfileTwoFactor.Gate.Decision;
using ProfileTwoFactor.Gate.Internal;
using ProfileTwoFactor.Http;
using ProfileTwoFactor.Infrastructure;

namespace ProfileTwoFactor.Gate.Hubs;

/// <summary>Asks the gate about a connection, by what was kept of the request that opened it, in that connection's own tenant.</summary>
internal sealed class HubConnectionGate(
    ProfileGate gate,
    Tenants tenants,
    ProfileIdSource ids,
    IServiceProvider root,
    TimeProvider time,
    ILogger<HubConnectionGate> logger
)
{
    private readonly AccountGate? _accounts = root.GetService<AccountGate>();

    /// <summary>May the connection stay? Passive: being connected is no activity.</summary>
    public ValueTask<GateDecision> DecideAsync(
        GatedConnection connection,
        IServiceProvider services,
        GateAsker asker
    ) =>
        DecideAsync(
            connection,
            connection.User,
            connection.Account,
            connection.Metadata,
            passive: true,
            services,
            asker
        );

    /// <summary>May the caller run a method with these demands?</summary>
    public ValueTask<GateDecision> DecideAsync(
        GatedConnection connection,
        ClaimsPrincipal user,
        HubRule method,
        IServiceProvider services
    ) =>
        DecideAsync(
            connection,
            user,
            method.Account.Count == 0
                ? connection.Account
                : [.. connection.Account, .. method.Account],
            method.Metadata.Count == 0
                ? connection.Metadata
                : [.. connection.Metadata, .. method.Metadata],
            connection.Passive || method.Passive,
            services,
            GateAsker.Connection
        );

    /// <summary>Does the account still fulfil these demands?</summary>
    public async ValueTask<GateDecision> DecideAccountAsync(
        GatedConnection connection,
        ClaimsPrincipal user,
        IReadOnlyList<IAccountTwoFactorMetadata> metadata,
        IServiceProvider services,
        GateAsker asker = GateAsker.Connection
    )
    {
        var endpoint = connection.Snapshot.Context.GetEndpoint();
        if (IsOver(connection))
        {
            return new GateDecision(GateStatus.SignInRequired, endpoint);
        }

        if (_accounts is null || !TryEnterTenant(connection, asker))
        {
            return new GateDecision(GateStatus.Unavailable, endpoint);
        }

        var decision = await _accounts.DecideAsync(
            new AccountGateRequest
            {
                Context = connection.Snapshot.Context,
                Connection = connection.Snapshot,
                Services = services,
                User = user,
                Endpoint = endpoint,
                Demand = AccountDemand.Of(metadata),
            }
        );
        return decision.Accounts.Count == 0 || connection.Knows(decision.Accounts)
            ? decision
            : new GateDecision(GateStatus.SignInRequired, endpoint);
    }

    /// <summary>For a public connection with methods that require an account: the accounts of the caller when it opens.</summary>
    public async Task RememberAccountsAsync(GatedConnection connection, IServiceProvider services)
    {
        if (SignedIn.Is(connection.User))
        {
            await DecideAccountAsync(connection, connection.User, [], services);
        }
    }

    // Asynchronous, so that the tenant it enters ends with it.
    private async ValueTask<GateDecision> DecideAsync(
        GatedConnection connection,
        ClaimsPrincipal user,
        IReadOnlyList<IAccountTwoFactorMetadata> account,
        IReadOnlyList<IProfileTwoFactorMetadata> metadata,
        bool passive,
        IServiceProvider services,
        GateAsker asker
    )
    {
        if (account.Count == 0)
        {
            return await DecideProfileAsync(connection, user, metadata, passive, services, asker);
        }

        var ofAccount = await DecideAccountAsync(connection, user, account, services, asker);
        if (!ofAccount.Admits || metadata.Count == 0)
        {
            return ofAccount;
        }

        var ofProfile = await DecideProfileAsync(
            connection,
            user,
            metadata,
            passive,
            services,
            asker
        );
        return ofProfile.With(ofAccount.Accounts);
    }

    private async ValueTask<GateDecision> DecideProfileAsync(
        GatedConnection connection,
        ClaimsPrincipal user,
        IReadOnlyList<IProfileTwoFactorMetadata> metadata,
        bool passive,
        IServiceProvider services,
        GateAsker asker
    )
    {
        var snapshot = connection.Snapshot;
        var endpoint = snapshot.Context.GetEndpoint();
        if (IsOver(connection))
        {
            return new GateDecision(GateStatus.SignInRequired, endpoint);
        }

        if (!TryEnterTenant(connection, asker))
        {
            return new GateDecision(GateStatus.Unavailable, endpoint);
        }

        return await gate.DecideAsync(
            new GateRequest
            {
                Context = snapshot.Context,
                Asker = asker,
                Connection = snapshot,
                Services = services,
                User = user,
                Endpoint = endpoint,
                ProfileId = FindProfileId(connection, metadata),
                MaxAgeSeconds = GateEndpoints.MaxAgeSeconds(metadata),
                Passive = passive,
                OwnProofOnly = GateEndpoints.OwnProofOnly(metadata),
            }
        );
    }

    private bool TryEnterTenant(GatedConnection connection, GateAsker asker)
    {
        try
        {
            connection.Snapshot.Enter(tenants, isBackground: asker == GateAsker.Background);
            return true;
        }
        catch (DependencyUnavailableException exception)
        {
            ConnectionLog.ConnectionTenantUnknown(logger, exception);
            return false;
        }
    }

    private bool IsOver(GatedConnection connection) =>
        connection.Snapshot.HasSignInEnded(time.GetUtcNow());

    private string? FindProfileId(
        GatedConnection connection,
        IReadOnlyList<IProfileTwoFactorMetadata> metadata
    )
    {
        // A method may use another parameter than its hub. Then it is ambiguous which profile is meant, and the call is refused.
        if (!ids.TryFindParameter(metadata, out var parameter))
        {
            return null;
        }

        return string.Equals(parameter, connection.Parameter, StringComparison.OrdinalIgnoreCase)
            ? connection.ProfileId
            : connection.Snapshot.Context.Request.RouteValues.GetValueOrDefault(parameter)
                as string;
    }
}
