using System.Net;
using Microsoft.AspNetCore.Builder;

namespace ProfileTwoFactor.IntegrationTests.Pages;

public sealed class PageHeadersTests
{
    private const string Strict =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    [Fact]
    public async Task Headers_EveryAnswer_ForbidsStoringFramingSniffingAndForeignContent()
    {
        await using var host = await PagesHost.StartAsync();
        host.Manager.Refusals["bind"] = FakeManager.Error(TwoFactorErrorCodes.Unavailable, 503);
        using var anonymous = host.NewClient();
        using var noToken = new FormUrlEncodedContent([]);
        Answer[] answers =
        [
            await host.GetAsync(PagesHost.Bind),
            await host.GetAsync(PagesHost.Manage),
            await host.GetAsync(PagesHost.Verify),
            await host.PostAsync(PagesHost.Bind, ("code", "1")),
            await Answer.ReadAsync(
                await host.Client.PostAsync(new Uri(PagesHost.Bind, UriKind.Relative), noToken)
            ),
            await Answer.ReadAsync(
                await anonymous.GetAsync(new Uri(PagesHost.Bind, UriKind.Relative))
            ),
        ];

        Assert.Equal([200, 200, 302, 503, 400, 302], answers.Select(answer => (int)answer.Status));
        foreach (var answer in answers)
        {
            Assert.Contains("no-store", answer.Header("Cache-Control"), StringComparison.Ordinal);
            Assert.Equal("no-referrer", answer.Header("Referrer-Policy"));
            Assert.Equal("nosniff", answer.Header("X-Content-Type-Options"));
            Assert.Equal("DENY", answer.Header("X-Frame-Options"));
            Assert.Equal(Strict, answer.Header("Content-Security-Policy"));
        }
    }

    [Fact]
    public async Task Markup_HasNothingThatThePolicyForbids()
    {
        await using var host = await PagesHost.StartAsync();
        host.Manager.IsOwner = host.Manager.IsBound = host.Manager.Verified = true;
        Answer[] pages =
        [
            await host.PostAsync(PagesHost.Bind + "?handler=replace"),
            await host.GetAsync(PagesHost.Verify + "?fresh=1"),
            await host.GetAsync(PagesHost.Manage),
            await host.GetAsync(PagesHost.Manage + "?confirm=disable"),
            await host.PostAsync(PagesHost.Manage + "?handler=codes"),
        ];

        Assert.All(
            pages,
            page =>
            {
                Assert.Equal(HttpStatusCode.OK, page.Status);
                Assert.False(
                    page.Has("script:not([src]), style, [style], iframe, object, embed, img")
                );
                Assert.All(
                    page.Document.QuerySelectorAll("script"),
                    script =>
                    {
                        Assert.Equal("", script.TextContent);
                        Assert.StartsWith(
                            "/two-factor/assets/pages.js?v=",
                            script.GetAttribute("src"),
                            StringComparison.Ordinal
                        );
                    }
                );
                Assert.DoesNotContain(
                    page.Document.All.SelectMany(element => element.Attributes),
                    attribute => attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase)
                );
            }
        );
    }

    [Fact]
    public async Task Headers_HostWithItsOwnPolicy_KeepsIt()
    {
        await using var host = await PagesHost.StartAsync(pipeline: app =>
            app.Use(
                (context, next) =>
                {
                    context.Response.Headers.ContentSecurityPolicy = "default-src 'self'";
                    return next(context);
                }
            )
        );

        var page = await host.GetAsync(PagesHost.Bind);

        Assert.Equal("default-src 'self'", page.Header("Content-Security-Policy"));
    }
}
