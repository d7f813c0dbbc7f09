using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using ProfileTwoFactor.Gate.Internal;

namespace ProfileTwoFactor.Gate.Hubs;

/// <summary>What the attributes of a hub class or of one of its methods demand.</summary>
internal sealed class HubRule
{
    // Bounded by the hubs and hub methods of the application.
    private static readonly ConcurrentDictionary<MemberInfo, HubRule> Rules = new();

    private HubRule(MemberInfo member)
    {
        var attributes = member.GetCustomAttributes(inherit: true);
        Metadata = GateEndpoints.DemandsIn(attributes);
        Account = GateEndpoints.AccountDemandsIn(attributes);
        Passive = attributes.OfType<PassiveRequestAttribute>().Any();
    }

    public IReadOnlyList<IProfileTwoFactorMetadata> Metadata { get; }

    public IReadOnlyList<IAccountTwoFactorMetadata> Account { get; }

    public bool Passive { get; }

    public bool IsGated => Metadata.Count > 0 || Account.Count > 0;

    /// <param name="member">The hub's type, or the method that is called.</param>
    public static HubRule Of(MemberInfo member) =>
        Rules.GetOrAdd(member, static found => new HubRule(found));

    /// <summary>Whether anything of the hub is gated, so that its connections have to be remembered.</summary>
    public static bool IsNeededFor(Type hub) =>
        Of(hub).IsGated || MethodsOf(hub).Any(method => Of(method).IsGated);

    /// <summary>Whether a method of the hub wants the account's second factor.</summary>
    public static bool WantsAccountsIn(Type hub) =>
        MethodsOf(hub).Any(method => Of(method).Account.Count > 0);

    /// <summary>The methods that clients can call.</summary>
    [UnconditionalSuppressMessage(
        "Trimming",
        "IL2070",
        Justification = "MapHub<T>() keeps the public methods of its hub. One that was trimmed can't be called either."
    )]
    public static MethodInfo[] MethodsOf(Type hub) => hub.GetMethods();
}
