using System.Collections.Concurrent;
using System.Reflection;

namespace ProfileTwoFactor.Internal;

/// <summary>What the attributes of a hub class or of one of its methods demand.</summary>
internal sealed class HubRule
{
    // Bounded by the hubs and hub methods of the application.
    private static readonly ConcurrentDictionary<MemberInfo, HubRule> Rules = new();

    private HubRule(MemberInfo member)
    {
        var attributes = member.GetCustomAttributes(inherit: true);
        Metadata = [.. attributes.OfType<IProfileTwoFactorMetadata>()];
        Passive = attributes.OfType<PassiveRequestAttribute>().Any();
    }

    public IReadOnlyList<IProfileTwoFactorMetadata> Metadata { get; }

    public bool Passive { get; }

    /// <param name="member">The hub's type, or the method that is called.</param>
    public static HubRule Of(MemberInfo member) =>
        Rules.GetOrAdd(member, static found => new HubRule(found));

    /// <summary>Whether anything of the hub is gated, so that its connections have to be remembered.</summary>
    public static bool IsNeededFor(Type hub) =>
        Of(hub).Metadata.Count > 0 || hub.GetMethods().Any(method => Of(method).Metadata.Count > 0);
}
