using System.Security.Claims;
using Microsoft.AspNetCore.Http;

namespace ProfileTwoFactor.Internal;

/// <summary>Asks the gate about a connection, by what was kept of the request that opened it.</summary>
internal sealed class HubConnectionGate(ProfileGate gate, ProfileIdSource ids, TimeProvider time)
{
    /// <summary>May the connection stay? Passive: being connected is no activity.</summary>
    public ValueTask<GateDecision> DecideAsync(
        GatedConnection connection,
        IServiceProvider services
    ) => DecideAsync(connection, connection.User, connection.Metadata, passive: true, services);

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
            method.Metadata.Count == 0
                ? connection.Metadata
                : [.. connection.Metadata, .. method.Metadata],
            connection.Passive || method.Passive,
            services
        );

    private ValueTask<GateDecision> DecideAsync(
        GatedConnection connection,
        ClaimsPrincipal user,
        IReadOnlyList<IProfileTwoFactorMetadata> metadata,
        bool passive,
        IServiceProvider services
    )
    {
        var snapshot = connection.Snapshot;
        var endpoint = snapshot.Context.GetEndpoint();
        if (snapshot.SignInExpiresAt is { } end && end <= time.GetUtcNow())
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
