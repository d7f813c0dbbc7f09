using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.Gate.Decision;
using ProfileTwoFactor.Gate.Hubs;
using ProfileTwoFactor.Gate.Internal;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Stores.Internal;

namespace ProfileTwoFactor.Gate.Attachment;

/// <summary>Refuses to start a host whose gate is not attached as it should be.</summary>
internal sealed class StartupChecks(
    IServiceProvider services,
    EndpointRules rules,
    GateParameters gates,
    PageRules pages,
    ComponentAttachmentCheck components,
    PageAddressCheck addresses,
    AttachmentCheck check
) : LifecycleService
{
    /// <summary>Before the server listens: what must be registered.</summary>
    public override Task StartingAsync(CancellationToken cancellationToken)
    {
        var known = services.GetRequiredService<IServiceProviderIsService>();
        var mistakes = new List<string>();
        if (!known.IsService(typeof(IProfileDirectory)))
        {
            mistakes.Add(
                "No IProfileDirectory is registered. Call AddProfileTwoFactor().AddEntityFrameworkProfileDirectory<TContext>(...) with queries for your profiles and members, or implement the interface and register it with AddProfileDirectory<T>()."
            );
        }

        if (!known.IsService(typeof(IPolicyStore)) || !known.IsService(typeof(ISecretStore)))
        {
            mistakes.Add(
                "No store is configured. Call AddEntityFrameworkStores<TContext>() on AddProfileTwoFactor(), or AddInMemoryStores() during development."
            );
        }

        if (!known.IsService(typeof(IDistributedCache)))
        {
            mistakes.Add(
                "No IDistributedCache is registered. Call AddDistributedMemoryCache() or add a shared cache."
            );
        }

        // What follows needs what would be missing.
        EndpointRules.ThrowIfAny(mistakes);
        if (services.GetService<IAuthorizationMiddlewareResultHandler>() is not GateResultHandler)
        {
            mistakes.Add(
                "Another IAuthorizationMiddlewareResultHandler was registered after AddProfileTwoFactor(). Register it before AddProfileTwoFactor(), which then calls it."
            );
        }

        EndpointRules.ThrowIfAny(mistakes);
        // A store that can't be created is reported now, not with the first code.
        var stores = services.GetRequiredService<ConfiguredStores>();
        _ = (stores.Policies, stores.Secrets);
        return Task.CompletedTask;
    }

    /// <summary>Once all endpoints are known.</summary>
    public override async Task StartedAsync(CancellationToken cancellationToken)
    {
        if (services.GetService<EndpointDataSource>() is not { } source)
        {
            return;
        }

        var known = source.Endpoints;
        var compiled = await pages.LoadAsync(known);
        List<Endpoint> endpoints = [.. known, .. compiled.Select(page => page.Endpoint)];
        gates.Keep(compiled.Select(page => page.Endpoint));
        EndpointRules.ThrowIfAny([
            .. endpoints.SelectMany(rules.FindMistakes),
            .. compiled.SelectMany(page => PageRules.FindMistakes(page.Page)),
            .. components.FindMistakes(endpoints),
            .. FindMissingLinkDirectory(endpoints),
            .. FindMissingAccounts(endpoints),
        ]);

        addresses.Warn(endpoints);
        check.Passed(source, known, endpoints);
    }

    private IEnumerable<string> FindMissingLinkDirectory(IEnumerable<Endpoint> endpoints)
    {
        var usesLinks = endpoints.Any(endpoint =>
            endpoint.Metadata.GetMetadata<ISharedLinkMetadata>() is not null
        );
        if (
            usesLinks
            && !services
                .GetRequiredService<IServiceProviderIsService>()
                .IsService(typeof(ISharedLinkDirectory))
        )
        {
            yield return "Endpoints require a shared link, but no ISharedLinkDirectory is registered. Implement the interface for your links, and register it with AddProfileTwoFactor().AddSharedLinkDirectory<T>().";
        }
    }

    private IEnumerable<string> FindMissingAccounts(IEnumerable<Endpoint> endpoints)
    {
        if (services.GetRequiredService<IServiceProviderIsService>().IsService(typeof(AccountGate)))
        {
            yield break;
        }

        foreach (
            var endpoint in endpoints
                .OfType<RouteEndpoint>()
                .Where(endpoint =>
                    GateEndpoints.NeedsAccount(endpoint)
                    || (
                        endpoint.Metadata.GetMetadata<HubMetadata>() is { HubType: var hub }
                        && HubRule.WantsAccountsIn(hub)
                    )
                )
        )
        {
            yield return $"{EndpointRules.NameOf(endpoint)} requires the account's two-factor authentication, but no accounts are configured. Call AddAccounts<TDirectory>() on AddProfileTwoFactor().";
        }
    }
}
