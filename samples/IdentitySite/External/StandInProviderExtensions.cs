using Microsoft.AspNetCore.Authentication;

namespace IdentitySite.External;

internal static class StandInProviderExtensions
{
    /// <exception cref="InvalidOperationException">The environment isn't Development: the provider asks for no password.</exception>
    public static void AddStandInProvider(
        this IServiceCollection services,
        IHostEnvironment environment
    )
    {
        if (!environment.IsDevelopment())
        {
            throw new InvalidOperationException(
                $"The stand-in provider lets everyone choose who they are, so it runs only in the environment Development. The environment is {environment.EnvironmentName}. Use the handler of a real provider instead of AddStandInProvider()."
            );
        }

        services
            .AddAuthentication()
            .AddScheme<AuthenticationSchemeOptions, StandInProvider>(
                StandInProvider.SchemeName,
                "Stand-in provider",
                null
            );
    }
}
