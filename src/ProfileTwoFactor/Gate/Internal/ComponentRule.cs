using System.Collections.Concurrent;

namespace ProfileTwoFactor.Internal;

/// <summary>What the attributes of a component demand.</summary>
internal sealed class ComponentRule
{
    // Bounded by the components of the application.
    private static readonly ConcurrentDictionary<Type, ComponentRule> Rules = new();

    private readonly bool _gated;
    private readonly bool _linked;
    private readonly bool _account;
    private readonly int _maxAgeSeconds;
    private readonly AccountDemand _demand;

    private ComponentRule(Type component)
    {
        var attributes = component.GetCustomAttributes(inherit: true);
        var gate = GateEndpoints.DemandsIn(attributes);
        _gated = gate.Count > 0;
        _maxAgeSeconds = GateEndpoints.MaxAgeSeconds(gate);
        _linked =
            attributes.OfType<ISharedLinkMetadata>().Any()
            || GateEndpoints.NamePolicy(attributes, ProfileTwoFactorDefaults.SharedLinkPolicyName);
        var account = GateEndpoints.AccountDemandsIn(attributes);
        _account = account.Count > 0;
        _demand = AccountDemand.Of(account);
    }

    public static ComponentRule Of(Type component) =>
        Rules.GetOrAdd(component, static type => new ComponentRule(type));

    /// <summary>Whether the request that is being answered was admitted to all that the component demands. A part of a page may demand more than the page.</summary>
    public bool IsFulfilled =>
        !(_gated || _linked || _account)
        || (
            ComponentRequest.Current is { } request
            && (!_gated || (request.IsGated && IsYoungEnough(request.MaxAgeSeconds)))
            && (!_linked || request.IsLinked)
            && (!_account || (request.IsAccount && request.Account.Covers(_demand)))
        );

    private bool IsYoungEnough(int maxAgeSeconds) =>
        GateEndpoints.Stricter(maxAgeSeconds, _maxAgeSeconds) == maxAgeSeconds;
}
