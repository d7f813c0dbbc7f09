using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ProfileTwoFactor.Gate.Attachment;
using ProfileTwoFactor.Gate.Challenges;

namespace ProfileTwoFactor.Internal;

/// <summary>Puts our result handler around the one the host has registered so far, or around the framework's.</summary>
internal static class ResultHandlerDecoration
{
    public static void DecorateAuthorizationResultHandler(this IServiceCollection services)
    {
        var existing = services.LastOrDefault(service =>
            service.ServiceType == typeof(IAuthorizationMiddlewareResultHandler)
            && !service.IsKeyedService
        );
        services.Replace(
            ServiceDescriptor.Singleton<IAuthorizationMiddlewareResultHandler>(
                provider => new GateResultHandler(
                    CreateInner(provider, existing),
                    provider.GetRequiredService<GateChallenge>(),
                    provider.GetRequiredService<AccountChallenge>()
                )
            )
        );
    }

    private static IAuthorizationMiddlewareResultHandler CreateInner(
        IServiceProvider provider,
        ServiceDescriptor? existing
    ) =>
        existing switch
        {
            { ImplementationInstance: IAuthorizationMiddlewareResultHandler instance } => instance,
            { ImplementationFactory: { } factory } =>
                (IAuthorizationMiddlewareResultHandler)factory(provider),
            { ImplementationType: { } type } => (IAuthorizationMiddlewareResultHandler)
                ActivatorUtilities.CreateInstance(provider, type),
            _ => new AuthorizationMiddlewareResultHandler(),
        };
}
