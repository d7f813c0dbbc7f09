using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.SignalR;
using ProfileTwoFactor.Gate.Decision;
using ProfileTwoFactor.Gate.Internal;

namespace ProfileTwoFactor.Gate.Hubs;

/// <summary>A connection to a hub of which something is gated.</summary>
internal sealed class GatedConnection
{
    private static readonly object Key = new();

    private string? _stamps;

    private GatedConnection(
        HubCallerContext caller,
        HttpContext http,
        Type hub,
        ProfileIdSource ids,
        IServiceProvider root
    )
    {
        Snapshot = ConnectionSnapshot.FindOrCreate(http, root);
        // The hub's own attributes count too: mapped as a bare connection, they never become metadata of the endpoint.
        var endpoint = http.GetEndpoint()?.Metadata;
        var rule = HubRule.Of(hub);
        Metadata =
        [
            .. endpoint?.GetOrderedMetadata<IProfileTwoFactorMetadata>() ?? [],
            .. rule.Metadata,
        ];
        Account =
        [
            .. endpoint?.GetOrderedMetadata<IAccountTwoFactorMetadata>() ?? [],
            .. rule.Account,
        ];
        AsksForAccounts = Account.Count > 0 || HubRule.WantsAccountsIn(hub);
        Passive = rule.Passive || endpoint?.GetMetadata<PassiveRequestAttribute>() is not null;
        // The framework's copy of the user where there is one: some users end with their request.
        User = caller.User ?? http.User;
        if (ids.TryFindParameter(Metadata, out var parameter))
        {
            Parameter = parameter;
            ProfileId = Snapshot.AdmittedTo ?? ids.Find(http, Metadata);
        }
    }

    public ConnectionSnapshot Snapshot { get; }

    /// <summary>What is demanded of the whole connection; empty when only methods are gated.</summary>
    public IReadOnlyList<IProfileTwoFactorMetadata> Metadata { get; }

    /// <summary>What is demanded of the account for the whole connection.</summary>
    public IReadOnlyList<IAccountTwoFactorMetadata> Account { get; }

    /// <summary>Whether the connection or one of its methods asks for the account's second factor.</summary>
    public bool AsksForAccounts { get; }

    /// <summary>Whether something is demanded of the whole connection.</summary>
    public bool IsGated => Metadata.Count > 0 || Account.Count > 0;

    public bool Passive { get; }

    public ClaimsPrincipal User { get; }

    /// <summary>The route parameter of <see cref="ProfileId"/>; null when attributes contradict each other.</summary>
    public string? Parameter { get; }

    public string? ProfileId { get; }

    /// <summary>Whether the accounts are what they were when the connection opened. The sign-in's cookie is not asked again while it lives, so a changed password has to be seen here.</summary>
    public bool Knows(IReadOnlyList<TwoFactorAccount> accounts)
    {
        var stamps = string.Join('\n', accounts.Select(account => account.SecurityStamp));
        return (Interlocked.CompareExchange(ref _stamps, stamps, null) ?? stamps) == stamps;
    }

    /// <summary>Null for a hub that gates nothing. Called once, when the connection opens.</summary>
    /// <exception cref="HubException">The hub is gated and its transport has no request, so there is no caller to decide about.</exception>
    public static GatedConnection? Open(
        HubCallerContext caller,
        Type hub,
        ProfileIdSource ids,
        IServiceProvider root
    )
    {
        var http = caller.GetHttpContext();
        var endpoint = http?.GetEndpoint();
        if (
            !HubRule.IsNeededFor(hub)
            && !GateEndpoints.IsGated(endpoint)
            && !GateEndpoints.NeedsAccount(endpoint)
        )
        {
            return null;
        }

        if (http is null)
        {
            // Ungated methods of such a hub may be called; the filter refuses the others.
            return HubRule.Of(hub).IsGated
                ? throw GateHubFilter.Refusal(GateStatus.SignInRequired)
                : null;
        }

        var connection = new GatedConnection(caller, http, hub, ids, root);
        caller.Items[Key] = connection;
        return connection;
    }

    public static GatedConnection? Find(HubCallerContext caller) =>
        caller.Items.TryGetValue(Key, out var item) ? item as GatedConnection : null;
}
