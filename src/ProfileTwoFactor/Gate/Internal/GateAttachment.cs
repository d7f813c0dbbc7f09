using Microsoft.AspNetCore.Http;

namespace ProfileTwoFactor.Gate.Internal;

/// <summary>What an endpoint's attributes come to, worked out once while the route table is built instead of at each request.</summary>
internal sealed class GateAttachment
{
    private GateAttachment(string? parameter, int maxAgeSeconds, bool isPassive, bool ownProofOnly)
    {
        OwnProofOnly = ownProofOnly;
        Parameter = parameter;
        MaxAgeSeconds = maxAgeSeconds;
        IsPassive = isPassive;
    }

    /// <summary>The route parameter with the profile id. Null: attributes contradict each other, so it is ambiguous which profile is meant.</summary>
    public string? Parameter { get; }

    public int MaxAgeSeconds { get; }

    public bool IsPassive { get; }

    public bool OwnProofOnly { get; }

    /// <summary>Kept in the metadata of endpoints the route table was built from; worked out for the others (pages, dynamic controllers).</summary>
    public static GateAttachment Of(Endpoint? endpoint, ProfileIdSource ids) =>
        endpoint?.Metadata.GetMetadata<GateAttachment>() ?? Create(endpoint, ids);

    public static GateAttachment Create(Endpoint? endpoint, ProfileIdSource ids)
    {
        var metadata = GateEndpoints.DemandsOf(endpoint);
        return new GateAttachment(
            ids.TryFindParameter(metadata, out var parameter) ? parameter : null,
            GateEndpoints.MaxAgeSeconds(metadata),
            GateEndpoints.IsPassive(endpoint),
            GateEndpoints.OwnProofOnly(metadata)
        );
    }
}
