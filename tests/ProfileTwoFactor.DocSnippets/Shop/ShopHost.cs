namespace Shop;

/// <summary>What an app adds. A test starts it.</summary>
internal static class ShopHost
{
    public static WebApplication Build(WebApplicationBuilder builder)
    {
        #region GettingStarted
        builder
            .Services.AddProfileTwoFactor()
            .AddProfileDirectory<ShopProfileDirectory>()
            .AddEntityFrameworkStores<ShopDbContext>()
            .AddDefaultPages();

        var app = builder.Build();
        app.MapRazorPages();
        app.MapProfileTwoFactorApi();
        app.MapGroup("/p/{sid}").RequireProfileTwoFactor().MapReports();
        #endregion
        return app;
    }
}
