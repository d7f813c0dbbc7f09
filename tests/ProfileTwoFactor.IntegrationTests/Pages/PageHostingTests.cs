using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ProfileTwoFactor.IntegrationTests.Pages;

public sealed class PageHostingTests
{
    [Fact]
    public async Task Pages_OtherPrefixAndPathBase_LinkToThemselvesThere()
    {
        await using var host = await PagesHost.StartAsync(
            services =>
                services.Configure<ProfileTwoFactorOptions>(options =>
                    options.PathPrefix = "/security/2fa"
                ),
            app =>
            {
                app.UsePathBase("/site");
                app.UseRouting();
            }
        );

        var page = await host.GetAsync("/site/security/2fa/profiles/acme/bind");
        var old = await host.GetAsync(PagesHost.Bind);
        var done = await host.PostAsync(
            "/site/security/2fa/profiles/acme/bind",
            ("code", FakeManager.RightCode)
        );

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal(
            "/site/security/2fa/profiles/acme/bind",
            page.Document.QuerySelector("form")!.GetAttribute("action")
        );
        Assert.Equal(HttpStatusCode.NotFound, old.Status);
        Assert.Equal("/site/", done.Location);
    }

    [Fact]
    public async Task Stylesheet_HostWithoutStaticFilesAndWithAFallbackPolicy_IsServedToEveryCaller()
    {
        await using var host = await PagesHost.StartAsync(services =>
            services
                .AddAuthorizationBuilder()
                .SetFallbackPolicy(
                    new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build()
                )
        );
        var page = await host.GetAsync(PagesHost.Bind);
        var address = page.Document.QuerySelector("link[rel=stylesheet]")!.GetAttribute("href")!;
        using var anonymous = host.NewClient();

        using var sheet = await anonymous.GetAsync(new Uri(address, UriKind.Relative));
        using var conditional = new HttpRequestMessage(HttpMethod.Get, address);
        conditional.Headers.IfNoneMatch.Add(sheet.Headers.ETag!);
        using var unchanged = await anonymous.SendAsync(conditional);
        var css = await sheet.Content.ReadAsStringAsync();

        Assert.StartsWith(
            "/two-factor/assets/two-factor.css?v=",
            address,
            StringComparison.Ordinal
        );
        Assert.Equal(HttpStatusCode.OK, sheet.StatusCode);
        Assert.Equal("text/css", sheet.Content.Headers.ContentType!.MediaType);
        Assert.True(sheet.Headers.CacheControl!.Public);
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
        Assert.DoesNotContain("url(", css, StringComparison.Ordinal);
        Assert.DoesNotContain("@import", css, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_EachEndpoint_SaysThatItIsOpenAndUngated()
    {
        IEnumerable<Endpoint> endpoints = [];
        await using var host = await PagesHost.StartAsync(pipeline: app =>
            endpoints = ((IEndpointRouteBuilder)app).DataSources.SelectMany(source =>
                source.Endpoints
            )
        );

        var profilePages = endpoints
            .OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.GetParameter("sid") is not null)
            .ToArray();

        Assert.Equal(6, profilePages.Length);
        Assert.All(
            profilePages,
            endpoint =>
            {
                Assert.NotNull(endpoint.Metadata.GetMetadata<IAllowAnonymous>());
                Assert.NotNull(endpoint.Metadata.GetMetadata<SkipProfileTwoFactorAttribute>());
            }
        );
    }

    [Fact]
    public async Task AddPages_Twice_IsOnce()
    {
        await using var host = await PagesHost.StartAsync(services =>
            new ProfileTwoFactorBuilder(services).AddDefaultPages().AddDefaultPages()
        );

        var page = await host.GetAsync(PagesHost.Bind);

        Assert.Equal(HttpStatusCode.OK, page.Status);
    }

    [Fact]
    public async Task Pages_HostWithoutADefaultScheme_UseTheSchemesOfTheOptions()
    {
        await using var host = await PagesHost.StartAsync(
            services =>
            {
                services.PostConfigure<Microsoft.AspNetCore.Authentication.AuthenticationOptions>(
                    options => options.DefaultScheme = options.DefaultAuthenticateScheme = "nothing"
                );
                services
                    .AddAuthentication()
                    .AddCookie("nothing", options => options.LoginPath = "/wrong");
                services.Configure<ProfileTwoFactorOptions>(options =>
                    options.AuthenticationSchemes.Add("Cookies")
                );
            },
            signedIn: false
        );
        using var signIn = await host.Client.GetAsync(new Uri("/sign-in/mark", UriKind.Relative));
        using var anonymous = host.NewClient();
        Assert.Equal(HttpStatusCode.OK, signIn.StatusCode);

        var page = await host.GetAsync(PagesHost.Bind);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        var token = page.Document.QuerySelector("input[name=__RequestVerificationToken]")!;
        using var form = new FormUrlEncodedContent([
            new("code", FakeManager.RightCode),
            new("__RequestVerificationToken", token.GetAttribute("value")),
        ]);
        using var post = await host.Client.PostAsync(
            new Uri(PagesHost.Bind, UriKind.Relative),
            form
        );
        using var challenge = await anonymous.GetAsync(new Uri(PagesHost.Bind, UriKind.Relative));

        Assert.Equal(HttpStatusCode.SeeOther, post.StatusCode);
        Assert.StartsWith(
            "http://localhost/login?",
            challenge.Headers.Location!.OriginalString,
            StringComparison.Ordinal
        );
    }
}
