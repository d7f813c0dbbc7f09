namespace HeatmapSite.Accounts;

internal static class AccountServiceCollectionExtensions
{
    public static IServiceCollection AddOwnAccount(this IServiceCollection services)
    {
        services.AddScoped<AccountProfile>();
        return services.AddScoped<AccountPassword>();
    }
}
