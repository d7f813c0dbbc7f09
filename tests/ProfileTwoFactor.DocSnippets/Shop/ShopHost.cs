namespace Shop;

/// <summary>What an app adds. A test starts it.</summary>
internal static class ShopHost
{
    public static WebApplication Build(WebApplicationBuilder builder)
    {
        #region GettingStarted
        builder.Services.AddSingleton<IProfileDirectory, ShopProfileDirectory>();
        builder
            .Services.AddProfileTwoFactor()
            .AddEntityFrameworkStores<ShopDbContext>()
            .AddDefaultPages();

        var app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapRazorPages();
        app.MapProfileTwoFactorApi();
        app.MapGroup("/p/{sid}").RequireProfileTwoFactor().MapReports();
        #endregion
        return app;
    }
}
