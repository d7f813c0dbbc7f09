namespace Shop;

internal static class LinkEndpoints
{
    public static WebApplication Build(WebApplicationBuilder builder)
    {
        #region SharedLink
        builder.Services.AddProfileTwoFactor().AddSharedLinkDirectory<ShopLinkDirectory>();

        var app = builder.Build();
        app.MapGet("/share/{token}", (SharedLink link) => Results.Ok(link.Resource))
            .RequireSharedLink();
        #endregion
        return app;
    }
}
