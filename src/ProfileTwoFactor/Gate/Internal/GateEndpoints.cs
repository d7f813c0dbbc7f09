using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.SignalR;

namespace ProfileTwoFactor.Gate.Internal;

/// <summary>Reads the gate's metadata off endpoints.</summary>
internal static class GateEndpoints
{
    private static readonly IReadOnlyList<IProfileTwoFactorMetadata> ByPolicy =
    [
        new RequireProfileTwoFactorAttribute(),
    ];

    private static readonly IReadOnlyList<IAccountTwoFactorMetadata> AccountByPolicy =
    [
        new RequireAccountTwoFactorAttribute(),
    ];

    /// <summary>By the attribute, or by the name of its policy, which is all that some configuration can say.</summary>
    public static bool IsGated(Endpoint? endpoint) =>
        endpoint?.Metadata.GetMetadata<IProfileTwoFactorMetadata>() is not null
        || NamesPolicy(endpoint, ProfileTwoFactorDefaults.PolicyName);

    /// <summary>What is demanded of the profile's members; empty for endpoints that are not gated.</summary>
    public static IReadOnlyList<IProfileTwoFactorMetadata> DemandsOf(Endpoint? endpoint)
    {
        var metadata = endpoint?.Metadata.GetOrderedMetadata<IProfileTwoFactorMetadata>() ?? [];
        return metadata.Count == 0 && NamesPolicy(endpoint, ProfileTwoFactorDefaults.PolicyName)
            ? ByPolicy
            : metadata;
    }

    /// <summary>The same of what stands on a component, hub, hub method or action.</summary>
    public static IReadOnlyList<IProfileTwoFactorMetadata> DemandsIn(IEnumerable<object> attributes)
    {
        List<IProfileTwoFactorMetadata> metadata =
        [
            .. attributes.OfType<IProfileTwoFactorMetadata>(),
        ];
        return metadata.Count == 0 && NamePolicy(attributes, ProfileTwoFactorDefaults.PolicyName)
            ? ByPolicy
            : metadata;
    }

    /// <summary>What is demanded of the caller's account there.</summary>
    public static IReadOnlyList<IAccountTwoFactorMetadata> AccountDemandsIn(
        IEnumerable<object> attributes
    )
    {
        List<IAccountTwoFactorMetadata> metadata =
        [
            .. attributes.OfType<IAccountTwoFactorMetadata>(),
        ];
        return
            metadata.Count == 0
            && NamePolicy(attributes, ProfileTwoFactorDefaults.AccountPolicyName)
            ? AccountByPolicy
            : metadata;
    }

    public static bool NamePolicy(IEnumerable<object> attributes, string policy) =>
        attributes
            .OfType<IAuthorizeData>()
            .Any(data => string.Equals(data.Policy, policy, StringComparison.Ordinal));

    public static bool NamesPolicy(Endpoint? endpoint, string policy)
    {
        var data = endpoint?.Metadata.GetOrderedMetadata<IAuthorizeData>() ?? [];
        for (var i = 0; i < data.Count; i++)
        {
            if (string.Equals(data[i].Policy, policy, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a profile is decided about: gated, or behind a shared link.</summary>
    public static bool NeedsDecision(Endpoint? endpoint) =>
        IsGated(endpoint) || endpoint?.Metadata.GetMetadata<ISharedLinkMetadata>() is not null;

    /// <summary>Whether the account's second factor is demanded: by the attribute, or by the name of its policy.</summary>
    public static bool NeedsAccount(Endpoint? endpoint) =>
        endpoint?.Metadata.GetMetadata<IAccountTwoFactorMetadata>() is not null
        || NamesPolicy(endpoint, ProfileTwoFactorDefaults.AccountPolicyName);

    /// <summary>Whether the endpoint guard stands before the endpoint.</summary>
    public static bool NeedsGuard(Endpoint? endpoint) =>
        NeedsDecision(endpoint) || NeedsAccount(endpoint);

    /// <remarks>The requests of a hub's transport are made by the client library, as often as its transport needs them; what people do there are invocations.</remarks>
    public static bool IsPassive(Endpoint? endpoint) =>
        endpoint?.Metadata.GetMetadata<PassiveRequestAttribute>() is not null
        || endpoint?.Metadata.GetMetadata<HubMetadata>() is not null;

    /// <summary>Whether the gate is only asked what it would answer.</summary>
    public static bool IsCheck(Endpoint? endpoint) =>
        endpoint?.Metadata.GetMetadata<IGateCheckMetadata>() is not null;

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

    /// <summary>One is sufficient.</summary>
    public static bool OwnProofOnly(IReadOnlyList<IProfileTwoFactorMetadata> metadata)
    {
        for (var i = 0; i < metadata.Count; i++)
        {
            if (metadata[i].OwnProofOnly)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>0 is "any live window"; a negative value is a mistake and must not mean "any".</summary>
    public static int Stricter(int first, int second) =>
        second == 0 ? first
        : second < 0 ? 1
        : first == 0 || second < first ? second
        : first;
}
