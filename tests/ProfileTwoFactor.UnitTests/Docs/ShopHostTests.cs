using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shop;

namespace ProfileTwoFactor.UnitTests.Docs;

public sealed class ShopHostTests
{
    /// <summary>Compiling is not enough: the start-up checks must find nothing either.</summary>
    [Fact]
    public async Task Host_OfTheReadme_Starts()
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        builder.Services.AddDbContextFactory<ShopDbContext>(options =>
            options.UseSqlite("Data Source=shop;Mode=Memory;Cache=Shared")
        );
        builder
            .Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme)
            .AddCookie();

        await using var app = ShopHost.Build(builder);
        await app.StartAsync();

        Assert.NotEmpty(app.Urls);
        await app.StopAsync();
    }
}
