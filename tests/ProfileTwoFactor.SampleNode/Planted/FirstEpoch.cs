using System.Collections.Concurrent;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.SampleNode.Planted;

/// <summary>Stores in which a profile that is on is for ever in the first epoch that they saw, with the bindings of that time.</summary>
internal sealed class FirstEpoch
{
    private readonly ConcurrentDictionary<TwoFactorScope, PolicyRecord> _first = new();
    private readonly ConcurrentDictionary<TwoFactorScope, string> _latest = new();
    private readonly ConcurrentDictionary<BindingKey, BindingRecord> _bindings = new();

    public PolicyRecord? Of(PolicyRecord? policy)
    {
        if (policy is not { Enabled: true })
        {
            return policy;
        }

        _latest[policy.Scope] = policy.Epoch;
        var first = _first.AddOrUpdate(
            policy.Scope,
            static (_, now) => now,
            static (_, first, now) => first.Epoch == now.Epoch ? now : first,
            policy
        );
        return policy with { Epoch = first.Epoch, WindowGeneration = first.WindowGeneration };
    }

    public BindingRecord? Of(BindingKey key, BindingRecord? binding)
    {
        if (binding is { Active: not null })
        {
            _bindings[key] = binding;
        }

        return binding is null && _latest.GetValueOrDefault(key.Scope) != key.Epoch
            ? _bindings.GetValueOrDefault(key)
            : binding;
    }
}
