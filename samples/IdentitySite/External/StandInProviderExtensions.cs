using Microsoft.AspNetCore.Authentication;

namespace IdentitySite.External;

internal static class StandInProviderExtensions
{
    public static void AddStandInProvider(this IServiceCollection services) =>
        services
            .AddAuthentication()
            .AddScheme<AuthenticationSchemeOptions, StandInProvider>(
                StandInProvider.SchemeName,
                "Stand-in provider",
                null
            );
}
