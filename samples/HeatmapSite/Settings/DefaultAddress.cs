namespace HeatmapSite.Settings;

/// <summary>Where the site listens if nothing says so: at the address in the launch settings.</summary>
/// <remarks>Not the launch settings' own <c>applicationUrl</c>: <c>dotnet run</c> puts it in the place of an <c>ASPNETCORE_URLS</c> that is set beside it.</remarks>
internal static class DefaultAddress
{
    private const string Variable = "HEATMAP_DEFAULT_URLS";

    private static readonly string[] Said =
    [
        WebHostDefaults.ServerUrlsKey,
        WebHostDefaults.HttpPortsKey,
        WebHostDefaults.HttpsPortsKey,
    ];

    public static void UseDefaultAddress(this WebApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        if (
            configuration[Variable] is { Length: > 0 } urls
            && Said.All(key => string.IsNullOrEmpty(configuration[key]))
            && !configuration.GetSection("Kestrel:Endpoints").Exists()
        )
        {
            builder.WebHost.UseUrls(urls);
        }
    }
}
