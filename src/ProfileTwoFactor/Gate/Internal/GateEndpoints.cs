using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.SignalR;

namespace ProfileTwoFactor.Internal;

/// <summary>Reads the gate's metadata off endpoints.</summary>
internal static class GateEndpoints
{
    public static bool IsGated(Endpoint? endpoint) =>
        endpoint?.Metadata.GetMetadata<IProfileTwoFactorMetadata>() is not null;

    /// <summary>Whether a profile is decided about: gated, or behind a shared link.</summary>
    public static bool NeedsDecision(Endpoint? endpoint) =>
        IsGated(endpoint) || endpoint?.Metadata.GetMetadata<ISharedLinkMetadata>() is not null;

    /// <summary>Whether the account's second factor is demanded.</summary>
    public static bool NeedsAccount(Endpoint? endpoint) =>
        endpoint?.Metadata.GetMetadata<IAccountTwoFactorMetadata>() is not null;

    /// <summary>Whether the second wall stands before the endpoint.</summary>
    public static bool NeedsWall(Endpoint? endpoint) =>
        NeedsDecision(endpoint) || NeedsAccount(endpoint);

    /// <remarks>The requests of a hub's transport are made by the client library, as often as its transport needs them; what people do there are invocations.</remarks>
    public static bool IsPassive(Endpoint? endpoint) =>
        endpoint?.Metadata.GetMetadata<PassiveRequestAttribute>() is not null
        || endpoint?.Metadata.GetMetadata<HubMetadata>() is not null;

    /// <summary>Of several attributes the strictest counts.</summary>
    public static int MaxAgeSeconds(IReadOnlyList<IProfileTwoFactorMetadata> metadata)
    {
        var smallest = 0;
        for (var i = 0; i < metadata.Count; i++)
        {
            smallest = Stricter(smallest, metadata[i].MaxAgeSeconds);
        }

        return smallest;
    }

    /// <summary>0 is "any live window"; a negative value is a mistake and must not mean "any".</summary>
    public static int Stricter(int first, int second) =>
        second == 0 ? first
        : second < 0 ? 1
        : first == 0 || second < first ? second
        : first;
}
