namespace ProfileTwoFactor.SampleNode;

/// <summary>Puts something around the service that the site has.</summary>
internal static class ServiceWrapping
{
    public static void Wrap<T>(this IServiceCollection services, Func<T, T> wrap)
        where T : class
    {
        var own = services.Last(service => service.ServiceType == typeof(T));
        services.Remove(own);
        services.Add(
            new ServiceDescriptor(
                typeof(T),
                provider => wrap(Create<T>(own, provider)),
                own.Lifetime
            )
        );
    }

    private static T Create<T>(ServiceDescriptor own, IServiceProvider provider) =>
        (T)(
            own.ImplementationInstance
            ?? own.ImplementationFactory?.Invoke(provider)
            ?? ActivatorUtilities.CreateInstance(provider, own.ImplementationType!)
        );
}
