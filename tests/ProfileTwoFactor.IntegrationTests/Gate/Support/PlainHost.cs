using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ProfileTwoFactor.IntegrationTests.Gate.Support;

/// <summary>A host as <c>dotnet new web</c> makes it, with the container's own checks of each environment.</summary>
internal static class PlainHost
{
    public static WebApplicationBuilder Create(string environment, ILoggerProvider? log = null)
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { EnvironmentName = environment }
        );
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        if (log is not null)
        {
            builder.Logging.AddProvider(log);
        }

        builder.Services.AddAuthentication("Cookies").AddCookie("Cookies");
        return builder;
    }
}
