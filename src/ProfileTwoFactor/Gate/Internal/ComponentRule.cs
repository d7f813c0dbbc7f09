using System.Collections.Concurrent;
using Microsoft.AspNetCore.Authorization;

namespace ProfileTwoFactor.Internal;

/// <summary>What the attributes of a component demand.</summary>
internal sealed class ComponentRule
{
    // Bounded by the components of the application.
    private static readonly ConcurrentDictionary<Type, ComponentRule> Rules = new();

    private readonly bool _gated;
    private readonly bool _linked;
    private readonly bool _account;

    private ComponentRule(Type component)
    {
        var attributes = component.GetCustomAttributes(inherit: true);
        var policies = attributes.OfType<IAuthorizeData>().Select(item => item.Policy).ToList();
        _gated =
            attributes.OfType<IProfileTwoFactorMetadata>().Any()
            || policies.Contains(ProfileTwoFactorDefaults.PolicyName);
        _linked =
            attributes.OfType<ISharedLinkMetadata>().Any()
            || policies.Contains(ProfileTwoFactorDefaults.SharedLinkPolicyName);
        _account =
            attributes.OfType<IAccountTwoFactorMetadata>().Any()
            || policies.Contains(ProfileTwoFactorDefaults.AccountPolicyName);
    }

    public static ComponentRule Of(Type component) =>
        Rules.GetOrAdd(component, static type => new ComponentRule(type));

    /// <summary>Whether the request that is being answered was admitted to all that the component demands.</summary>
    public bool IsFulfilled =>
        !(_gated || _linked || _account)
        || (
            ComponentRequest.Current is { } request
            && (!_gated || request.IsGated)
            && (!_linked || request.IsLinked)
            && (!_account || request.IsAccount)
        );
}
