using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ProfileTwoFactor.Internal;

/// <summary>Asks the gate about a connection, by what was kept of the request that opened it.</summary>
internal sealed class HubConnectionGate(
    ProfileGate gate,
    ProfileIdSource ids,
    IServiceProvider root,
    TimeProvider time
)
{
    private readonly AccountGate? _accounts = root.GetService<AccountGate>();

    /// <summary>May the connection stay? Passive: being connected is no activity.</summary>
    public ValueTask<GateDecision> DecideAsync(
        GatedConnection connection,
        IServiceProvider services
    ) =>
        DecideAsync(
            connection,
            connection.User,
            connection.Account,
            connection.Metadata,
            passive: true,
            services
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
            services
        );

    /// <summary>Does the account still fulfil these demands?</summary>
    public async ValueTask<GateDecision> DecideAccountAsync(
        GatedConnection connection,
        ClaimsPrincipal user,
        IReadOnlyList<IAccountTwoFactorMetadata> metadata,
        IServiceProvider services
    )
    {
        var endpoint = connection.Snapshot.Context.GetEndpoint();
        if (IsOver(connection))
        {
            return new GateDecision(GateStatus.SignInRequired, endpoint);
        }

        if (_accounts is null)
        {
            return new GateDecision(GateStatus.Unavailable, endpoint);
        }

        var decision = await _accounts.DecideAsync(
            new AccountGateRequest
            {
                Context = connection.Snapshot.Context,
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

    /// <summary>Of a connection that is open to everybody and has methods that are not: what its accounts are when it opens.</summary>
    public async Task RememberAccountsAsync(GatedConnection connection, IServiceProvider services)
    {
        if (SignedIn.Is(connection.User))
        {
            await DecideAccountAsync(connection, connection.User, [], services);
        }
    }

    private ValueTask<GateDecision> DecideAsync(
        GatedConnection connection,
        ClaimsPrincipal user,
        IReadOnlyList<IAccountTwoFactorMetadata> account,
        IReadOnlyList<IProfileTwoFactorMetadata> metadata,
        bool passive,
        IServiceProvider services
    )
    {
        if (account.Count > 0)
        {
            return DecideBothAsync(connection, user, account, metadata, passive, services);
        }

        var snapshot = connection.Snapshot;
        var endpoint = snapshot.Context.GetEndpoint();
        if (IsOver(connection))
        {
            return new(new GateDecision(GateStatus.SignInRequired, endpoint));
        }

        return gate.DecideAsync(
            new GateRequest
            {
                Context = snapshot.Context,
                Services = services,
                User = user,
                Endpoint = endpoint,
                ProfileId = FindProfileId(connection, metadata),
                MaxAgeSeconds = GateEndpoints.MaxAgeSeconds(metadata),
                Passive = passive,
            }
        );
    }

    private bool IsOver(GatedConnection connection) =>
        connection.Snapshot.HasSignInEnded(time.GetUtcNow());

    private async ValueTask<GateDecision> DecideBothAsync(
        GatedConnection connection,
        ClaimsPrincipal user,
        IReadOnlyList<IAccountTwoFactorMetadata> account,
        IReadOnlyList<IProfileTwoFactorMetadata> metadata,
        bool passive,
        IServiceProvider services
    )
    {
        var ofAccount = await DecideAccountAsync(connection, user, account, services);
        if (!ofAccount.Admits || metadata.Count == 0)
        {
            return ofAccount;
        }

        var ofProfile = await DecideAsync(connection, user, [], metadata, passive, services);
        return ofProfile.With(ofAccount.Accounts);
    }

    private string? FindProfileId(
        GatedConnection connection,
        IReadOnlyList<IProfileTwoFactorMetadata> metadata
    )
    {
        // A method may name another parameter than its hub. Then nobody knows which profile is meant, and nobody gets in.
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
