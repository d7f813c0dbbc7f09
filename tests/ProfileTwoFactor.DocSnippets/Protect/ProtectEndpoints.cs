namespace Shop;

internal static class ProtectEndpoints
{
    public static void Map(WebApplication app)
    {
        #region Groups
        var workspace = app.MapGroup("/p/{sid}").RequireProfileTwoFactor();
        workspace.MapGet("/orders", () => Results.Ok());
        workspace.MapGet("/pulse", () => Results.Ok()).AsPassiveRequest();
        workspace.MapDelete("/orders", () => Results.NoContent()).RequireProfileTwoFactor(300);

        app.MapHub<StockHub>("/hubs/stock/{sid}");
        app.MapGet("/p/{sid}/logo", () => Results.File("logo.png")).SkipProfileTwoFactor();
        #endregion
    }

    public static void Export(WebApplication app)
    {
        #region LongAnswers
        app.MapGet("/p/{sid}/export", () => Results.File("export.zip"))
            .RequireProfileTwoFactor()
            .KeepAnswersOpenWithoutProof();
        #endregion
    }

    public static void DemandTheAccount(WebApplication app)
    {
        #region AccountProof
        var staff = app.MapGroup("/staff")
            .RequireAuthorization(policy => policy.RequireRole("staff"))
            .RequireAccountTwoFactor(maxAgeSeconds: 600);
        staff.MapPost("/removals", () => Results.NoContent());

        app.MapPost("/account/password", () => Results.NoContent())
            .RequireAccountTwoFactor(maxAgeSeconds: 600, allowWhenOff: true);
        #endregion
    }

    public static void Resolve(WebApplicationBuilder builder)
    {
        #region Resolver
        builder.Services.AddProfileTwoFactor(options =>
            options.ProfileIdResolver = context =>
                context.Request.Host.Host.EndsWith(".shop.example", StringComparison.Ordinal)
                    ? context.Request.Host.Host[..^".shop.example".Length]
                    : null
        );
        #endregion
    }
}
