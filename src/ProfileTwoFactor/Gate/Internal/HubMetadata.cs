using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;

namespace ProfileTwoFactor.Internal;

/// <summary>What endpoint, hub class and hub method say about the gate, together.</summary>
/// <remarks>The class is read by reflection as well: only MapHub copies its attributes to an endpoint, and a hub can be reached without one.</remarks>
internal static class HubMetadata
{
    private static readonly ConditionalWeakTable<
        MemberInfo,
        IProfileTwoFactorMetadata[]
    > _attributes = [];

    public static IReadOnlyList<IProfileTwoFactorMetadata> Of(
        Endpoint? endpoint,
        Type hub,
        MethodInfo? method
    )
    {
        var mapped = endpoint?.Metadata.GetOrderedMetadata<IProfileTwoFactorMetadata>() ?? [];
        var onClass = AttributesOf(hub);
        var onMethod = method is null ? [] : AttributesOf(method);
        return onMethod.Length == 0 && (onClass.Length == 0 || mapped.Count > 0)
            ? mapped
            : [.. mapped, .. onClass, .. onMethod];
    }

    private static IProfileTwoFactorMetadata[] AttributesOf(MemberInfo member) =>
        _attributes.GetValue(
            member,
            static member =>
                [.. member.GetCustomAttributes(inherit: true).OfType<IProfileTwoFactorMetadata>()]
        );
}
