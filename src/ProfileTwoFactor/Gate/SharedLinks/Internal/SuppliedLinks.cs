using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;

namespace ProfileTwoFactor.Gate.SharedLinks.Internal;

/// <summary>Finds minimal API handlers that would take their <see cref="SharedLink"/> from the request instead of the decision.</summary>
/// <remarks>An explicit source goes before <see cref="SharedLink.BindAsync"/>, so the caller would write the link the handler believes in. In MVC the model binder holds.</remarks>
internal static class SuppliedLinks
{
    public static bool IsTakenBy(RouteEndpoint route) =>
        route.Metadata.GetMetadata<MethodInfo>()?.GetParameters().Any(IsSupplied) is true;

    [UnconditionalSuppressMessage(
        "Trimming",
        "IL2075",
        Justification = "What a request binds is kept for the binding. A property or constructor that was trimmed can't take a link either."
    )]
    private static bool IsSupplied(ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        if (!parameter.IsDefined(typeof(AsParametersAttribute)))
        {
            return type == typeof(SharedLink) && HasSource(parameter);
        }

        return type == typeof(SharedLink)
            || type.GetProperties()
                .Any(item => item.PropertyType == typeof(SharedLink) && HasSource(item))
            || type.GetConstructors()
                .SelectMany(constructor => constructor.GetParameters())
                .Any(item => item.ParameterType == typeof(SharedLink) && HasSource(item));
    }

    private static bool HasSource(ICustomAttributeProvider target) =>
        target
            .GetCustomAttributes(inherit: true)
            .Any(source => source is IFromBodyMetadata or IFromFormMetadata);
}
