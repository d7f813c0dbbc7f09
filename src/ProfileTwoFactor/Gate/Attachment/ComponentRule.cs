using System.Collections.Concurrent;
using ProfileTwoFactor.Gate.Internal;

namespace ProfileTwoFactor.Gate.Attachment;

/// <summary>What the attributes of a component demand.</summary>
internal sealed class ComponentRule
{
    // Bounded by the components of the application.
    private static readonly ConcurrentDictionary<Type, ComponentRule> Rules = new();

    private readonly IReadOnlyList<IProfileTwoFactorMetadata> _gate;
    private readonly IReadOnlyList<ISharedLinkMetadata> _links;
    private readonly bool _linked;
    private readonly bool _account;
    private readonly int _maxAgeSeconds;
    private readonly bool _ownProofOnly;
    private readonly AccountDemand _demand;

    private ComponentRule(Type component)
    {
        var attributes = component.GetCustomAttributes(inherit: true);
        _gate = GateEndpoints.DemandsIn(attributes);
        _maxAgeSeconds = GateEndpoints.MaxAgeSeconds(_gate);
        _ownProofOnly = GateEndpoints.OwnProofOnly(_gate);
        _links = [.. attributes.OfType<ISharedLinkMetadata>()];
        _linked =
            _links.Count > 0
            || GateEndpoints.NamePolicy(attributes, ProfileTwoFactorDefaults.SharedLinkPolicyName);
        var account = GateEndpoints.AccountDemandsIn(attributes);
        _account = account.Count > 0;
        _demand = AccountDemand.Of(account);
    }

    public static ComponentRule Of(Type component) =>
        Rules.GetOrAdd(component, static type => new ComponentRule(type));

    /// <summary>Whether the request that is being answered was admitted to all that the component demands. A part of a page may demand more than the page.</summary>
    public bool IsFulfilled(ProfileIdSource ids) =>
        !(_gate.Count > 0 || _linked || _account)
        || (
            ComponentRequest.Current is { } request
            && (_gate.Count == 0 || IsGated(request, ids))
            && (!_linked || IsLinked(request))
            && (!_account || (request.IsAccount && request.Account.Covers(_demand)))
        );

    private bool IsGated(ComponentRequest request, ProfileIdSource ids) =>
        request is { IsGated: true, Parameter: { } parameter }
        && _gate.All(item => ProfileIdSource.IsSame(ids.NameOf(item), parameter))
        && GateEndpoints.Stricter(request.MaxAgeSeconds, _maxAgeSeconds) == request.MaxAgeSeconds
        && (request.OwnProofOnly || !_ownProofOnly);

    /// <summary>By the same token, and compared with the profile that the component names.</summary>
    private bool IsLinked(ComponentRequest request) =>
        request.Link is { } link
        && _links.All(item =>
            ProfileIdSource.IsSame(item.TokenParameter, link.TokenParameter)
            && (
                item.ProfileIdParameter is not { } parameter
                || (
                    link.ProfileIdParameter is { } compared
                    && ProfileIdSource.IsSame(compared, parameter)
                )
            )
        );
}
