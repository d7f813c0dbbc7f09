namespace Shop;

/// <summary>What an app adds. A test starts it.</summary>
internal static class ShopHost
{
    public static WebApplication Build(WebApplicationBuilder builder)
    {
        #region GettingStarted
        builder.Services.AddSingleton<IProfileDirectory, ShopProfileDirectory>();
        builder.Services.AddProfileTwoFactor().AddEntityFrameworkStores<ShopDbContext>().AddPages();

        var app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapRazorPages();
        app.MapProfileTwoFactor();
        app.MapGroup("/p/{sid}").RequireProfileTwoFactor().MapReports();
        #endregion
        return app;
    }
}
