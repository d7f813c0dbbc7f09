namespace HeatmapSite.Accounts;

internal static class AccountServiceCollectionExtensions
{
    public static IServiceCollection AddOwnAccount(this IServiceCollection services)
    {
        services.AddScoped<AccountProfile>();
        services.AddScoped<EmailChanges>();
        services.AddScoped<EmailChangeLimits>();
        services.AddScoped<EmailChangeMail>();
        return services.AddScoped<AccountPassword>();
    }
}
