namespace Shop;

internal static class AuditSnippets
{
    internal static void AddHistory(WebApplicationBuilder builder)
    {
        #region History
        builder
            .Services.AddProfileTwoFactor()
            .AddEntityFrameworkStores<ShopDbContext>()
            .AddEntityFrameworkHistory<ShopDbContext>(history =>
                history.Retention = TimeSpan.FromDays(180)
            );
        #endregion
    }

    internal static void AddGauges(WebApplicationBuilder builder)
    {
        #region Gauges
        builder
            .Services.AddProfileTwoFactor()
            .AddGauges(gauges => gauges.Interval = TimeSpan.FromMinutes(15));
        #endregion
    }

    internal static void AddSinks(WebApplicationBuilder builder)
    {
        #region AuditSinks
        builder
            .Services.AddProfileTwoFactor()
            .AddAuditFile(file => file.Path = "/var/log/shop/two-factor.ndjson")
            .AddAuditWebhook(webhook =>
            {
                webhook.Url = new Uri("https://siem.example.com/two-factor-events");
                webhook.SigningKey = builder.Configuration["Audit:SigningKey"]!;
                webhook.SpoolPath = "/var/lib/shop/two-factor-events";
            });
        #endregion
    }
}
