using System.Net;
using System.Net.Http.Json;
using System.Text;
using HeatmapSite.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.Sample;

public sealed class SampleSessionTests(SampleSite site) : IClassFixture<SampleSite>
{
    [Fact]
    public async Task The_right_password_opens_the_profiles()
    {
        var olivia = await site.SignedInAsync("olivia");

        Assert.Equal(
            """[{"id":"home","title":"Home page"},{"id":"pricing","title":"Membership plans"}]""",
            (await olivia.GetAsync("/api/p/acme/heatmaps")).Body
        );
    }

    [Fact]
    public async Task A_refused_sign_in_does_not_tell_whether_the_address_has_an_account()
    {
        var wrong = await SampleSite.SignInAsync(site.NewBrowser(), "mark@example.com", "wrong");
        var unknown = await SampleSite.SignInAsync(site.NewBrowser(), "who@example.com", "wrong");

        Assert.Equal("invalid-credentials", wrong.Code);
        Assert.Equal(HttpStatusCode.Unauthorized, wrong.Status);
        Assert.Equal(wrong.Status, unknown.Status);
        Assert.Equal(wrong.Body, unknown.Body);
    }

    [Theory]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    public async Task A_foreign_page_cannot_sign_its_visitor_in(string header, string value)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/session")
        {
            Content = JsonContent.Create(
                new { email = "mark@example.com", password = SampleSite.Password }
            ),
        };
        request.Headers.Add(header, value);

        var answer = await site.NewBrowser().SendAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, answer.Status);
        Assert.Null(answer.Header("Set-Cookie"));
    }

    [Theory]
    [InlineData("application/json", "")]
    [InlineData("application/json", "{")]
    [InlineData("application/json", "[]")]
    [InlineData("application/json", """{"email":1,"password":"x"}""")]
    [InlineData("application/json", """{"email":"mark@example.com"}""")]
    [InlineData("text/plain", """{"email":"mark@example.com","password":"Heatmap!2026"}""")]
    public async Task An_unusable_body_is_an_invalid_request(string type, string body)
    {
        var answer = await site.NewBrowser()
            .SendAsync(
                new HttpRequestMessage(HttpMethod.Post, "/api/session")
                {
                    Content = new StringContent(body, Encoding.UTF8, type),
                }
            );

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal("invalid-request", answer.Code);
    }

    [Fact]
    public async Task Signing_a_user_out_takes_the_antiforgery_token()
    {
        var mei = await site.SignedInAsync("mei");

        var forged = await mei.SendAsync(new HttpRequestMessage(HttpMethod.Delete, "/api/session"));

        Assert.Equal("antiforgery", forged.Code);
        Assert.Equal(HttpStatusCode.OK, (await mei.GetAsync("/api/p/acme/live")).Status);
    }

    [Fact]
    public async Task A_changed_password_ends_every_session()
    {
        var zoe = await site.SignedInAsync("zoe");
        Assert.Contains("zoe@example.com", (await zoe.NavigateAsync("/")).Body);

        await using var scope = site.Services.CreateAsyncScope();
        await scope
            .ServiceProvider.GetRequiredService<HeatmapDbContext>()
            .People.Where(person => person.Email == "zoe@example.com")
            .ExecuteUpdateAsync(update => update.SetProperty(p => p.SecurityStamp, "another"));

        Assert.Equal("sign-in-required", (await zoe.GetAsync("/api/p/acme/live")).Code);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    public async Task The_login_page_leads_to_no_other_site(string returnUrl)
    {
        var browser = site.NewBrowser();
        var page = await browser.NavigateAsync("/account/login");
        const string field = "name=\"__RequestVerificationToken\" type=\"hidden\" value=\"";
        var token = page.Body.Split(field)[1].Split('"')[0];

        var answer = await browser.SendAsync(
            new HttpRequestMessage(HttpMethod.Post, "/account/login")
            {
                Content = new FormUrlEncodedContent(
                    new Dictionary<string, string>
                    {
                        ["__RequestVerificationToken"] = token,
                        ["Email"] = "mark@example.com",
                        ["Password"] = SampleSite.Password,
                        ["ReturnUrl"] = returnUrl,
                    }
                ),
            }
        );

        Assert.Equal("/", answer.Location);
    }
}
