using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.Gate.Internal;

namespace ProfileTwoFactor.Gate.Attachment;

/// <summary>Makes components. A component with our attribute is created for a request that was admitted, and never inside a circuit, where links and events make no request that the gate could be asked about.</summary>
internal sealed class GatedComponentActivator(
    IServiceProvider services,
    ProfileIdSource ids,
    IComponentActivator? inner
) : IComponentActivator
{
    /// <exception cref="InvalidOperationException">There is no decision whether the component may be shown.</exception>
    public IComponent CreateInstance(
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)]
            Type componentType
    )
    {
        if (!ComponentRule.Of(componentType).IsFulfilled(ids))
        {
            // Ends the circuit or the request. It is better than showing a component without a decision.
            throw new InvalidOperationException(
                $"Component '{componentType}' requires two-factor authentication, but is rendered without a request that meets all of its requirements. "
                    + "The gate can't be evaluated inside a circuit. Render the page statically: add [ExcludeFromInteractiveRouting] to it, and load the data of interactive parts from gated endpoints or hubs."
            );
        }

        return inner is not null
            ? inner.CreateInstance(componentType)
            : (IComponent)ActivatorUtilities.CreateInstance(services, componentType);
    }
}
