namespace HeatmapSite.Support;

internal static class SupportServiceCollectionExtensions
{
    public static IServiceCollection AddSupport(this IServiceCollection services)
    {
        services.AddScoped<SupportQueries>();
        return services.AddScoped<SupportRemovals>();
    }
}
