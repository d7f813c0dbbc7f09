using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ProfileTwoFactor.Gate.Attachment;
using ProfileTwoFactor.Gate.Internal;

namespace ProfileTwoFactor.Internal;

/// <summary>Puts our component activator around the one the host has registered so far, or in the framework's place.</summary>
internal static class ComponentActivatorDecoration
{
    public static void DecorateComponentActivator(this IServiceCollection services)
    {
        var existing = services.LastOrDefault(service =>
            service.ServiceType == typeof(IComponentActivator) && !service.IsKeyedService
        );
        services.Replace(
            ServiceDescriptor.Scoped<IComponentActivator>(provider => new GatedComponentActivator(
                provider,
                provider.GetRequiredService<ProfileIdSource>(),
                CreateInner(provider, existing)
            ))
        );
    }

    private static IComponentActivator? CreateInner(
        IServiceProvider provider,
        ServiceDescriptor? existing
    ) =>
        existing switch
        {
            { ImplementationInstance: IComponentActivator instance } => instance,
            { ImplementationFactory: { } factory } => (IComponentActivator)factory(provider),
            { ImplementationType: { } type } => (IComponentActivator)
                ActivatorUtilities.CreateInstance(provider, type),
            _ => null,
        };
}
