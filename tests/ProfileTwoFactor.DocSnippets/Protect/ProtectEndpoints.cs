namespace Shop;

internal static class ProtectEndpoints
{
    public static void Map(WebApplication app)
    {
        #region Groups
        var workspace = app.MapGroup("/p/{sid}").RequireProfileTwoFactor();
        workspace.MapGet("/orders", () => Results.Ok());
        workspace.MapGet("/pulse", () => Results.Ok()).AsPassiveRequest();
        workspace
            .MapDelete("/orders", () => Results.NoContent())
            .RequireProfileTwoFactor(maxAgeSeconds: 300);

        app.MapHub<StockHub>("/hubs/stock/{sid}");
        app.MapGet("/p/{sid}/logo", () => Results.File("logo.png")).SkipProfileTwoFactor();
        #endregion
    }

    public static void RequestProfile(WebApplication app)
    {
        #region RequestProfile
        app.MapGet(
                "/p/{sid}/greeting",
                (HttpContext context) =>
                    $"{context.GetTwoFactorMember()!.AccountName} in {context.GetTwoFactorProfile()!.Name}"
            )
            .RequireProfileTwoFactor();
        #endregion
    }

    public static void Challenge(WebApplicationBuilder builder)
    {
        #region ChallengeEvent
        builder
            .Services.AddProfileTwoFactor()
            .ConfigureScheme(scheme =>
                scheme.Events.OnChallenge = context =>
                {
                    context.Response.Headers["X-Support"] = "https://shop.example/help";
                    if (context.IsNavigation)
                    {
                        context.RedirectUri += "&theme=dark";
                    }

                    return Task.CompletedTask;
                }
            );
        #endregion
    }

    public static void Problem(WebApplication app)
    {
        #region OwnProblem
        app.MapPost(
            "/admin/{workspace}/disable",
            async (string workspace, HttpContext context, IProfileTwoFactorManager manager) =>
            {
                var result = await manager.DisableAsync(context, workspace);
                return result.Succeeded
                    ? Results.NoContent()
                    : Results.Problem(result.Error.ToProblemDetails());
            }
        );
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
