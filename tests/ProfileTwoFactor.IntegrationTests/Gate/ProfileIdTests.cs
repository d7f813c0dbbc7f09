using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.IntegrationTests.Gate.Support;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.Gate;

/// <summary>However an id is written, it is the directory's canonical profile that is gated, or none.</summary>
public sealed class ProfileIdTests
{
    public static TheoryData<string> Spellings() =>
        [
            "acme",
            "ACME",
            "Acme",
            "%61cme",
            "%41CME",
            "%2561cme",
            "acme.",
            "acme%20",
            "%20acme",
            "acme%0a",
            "acme%2f",
            "acme%2fx",
            "acme%5c",
            "..%2facme",
            "./acme",
            "acme/.",
            "acme/../acme",
            "acme;v=1",
            "acme%3b",
            "%EF%BD%81cme",
            "acme%CC%81",
            "acm%C3%A9",
            "acme%E2%80%8B",
            "acme?sid=beta",
            "acme?sid=beta&sid=acme",
            "acme#beta",
            "+acme",
            "acme%u0061",
            new string('a', 201),
            new string('a', 4000),
        ];

    [Theory]
    [MemberData(nameof(Spellings))]
    public async Task A_spelling_of_a_profile_never_reaches_it_without_its_code(string spelling)
    {
        await using var host = await StartAsync();
        await host.EnableAsync();
        // Verified in a profile whose id resembles nothing, and a bound member of none.
        var (oscar, _) = await host.EnableAsync("beta", "oscar");
        var mei = await host.BrowserAsync("mei");

        foreach (var browser in (Browser[])[oscar, mei])
        {
            var answer = await browser.GetAsync($"/p/{spelling}");
            Assert.DoesNotContain(Secret.Text, answer.Body);
            Assert.InRange(answer.StatusCode, 400, 499);
        }
    }

    [Fact]
    public async Task A_window_of_one_spelling_is_that_of_the_canonical_profile()
    {
        await using var host = await StartAsync();
        var (owner, _) = await host.EnableAsync("ACME");

        Assert.Equal(200, (await owner.GetAsync("/p/acme")).StatusCode);
        Assert.Equal(200, (await owner.GetAsync("/p/Acme")).StatusCode);
        Assert.Equal(200, (await owner.GetAsync("/p/%61CME")).StatusCode);
        var mei = await host.BrowserAsync("mei");
        var refused = await mei.GetAsync("/p/aCmE");
        Assert.Equal("acme", refused.Json.GetProperty("profileId").GetString());
        Assert.Equal(
            "/two-factor/profiles/acme/bind",
            refused.Json.GetProperty("actionUrl").GetString()
        );
    }

    [Fact]
    public async Task Ids_that_differ_only_in_how_unicode_composes_them_are_two_profiles()
    {
        const string composed = "caf\u00e9";
        const string decomposed = "cafe\u0301";
        var directory = TestDirectory.Seeded();
        directory.AddProfile(composed, "One", "olivia");
        directory.AddMember(composed, "olivia");
        directory.AddProfile(decomposed, "Two", "mark");
        directory.AddMember(decomposed, "mark");
        directory.AddMember(decomposed, "olivia");
        await using var host = await StartAsync(directory: directory);
        var (olivia, _) = await host.EnableAsync(Uri.EscapeDataString(composed));
        await host.EnableAsync(Uri.EscapeDataString(decomposed), "mark");

        Assert.Equal(
            200,
            (await olivia.GetAsync($"/p/{Uri.EscapeDataString(composed)}")).StatusCode
        );
        Assert.Equal(
            "binding-required",
            (await olivia.GetAsync($"/p/{Uri.EscapeDataString(decomposed)}")).Code
        );
    }

    [Theory]
    [InlineData("form")]
    [InlineData("query")]
    public async Task An_action_binds_the_very_profile_the_gate_decided_about(string place)
    {
        await using var host = await GateHost.StartAsync(
            routes => routes.MapControllers(),
            services => services.AddMvcWith(typeof(EchoController))
        );
        await host.EnableAsync();
        var (oscar, _) = await host.EnableAsync("beta", "oscar");
        var request = new HttpRequestMessage(
            HttpMethod.Post,
            place == "query" ? "/echo/beta?sid=acme" : "/echo/beta"
        )
        {
            Content = new FormUrlEncodedContent([new(place == "form" ? "sid" : "other", "acme")]),
        };

        var answer = await oscar.SendAsync(request);

        Assert.Equal((200, "profile beta"), (answer.StatusCode, answer.Body));
    }

    /// <summary>The pipeline a host gets by adding its error pages after authorization: the second run is routed, and not authorized.</summary>
    [Theory]
    [InlineData("minimal")]
    [InlineData("dynamic")]
    public async Task A_re_execution_behind_authorization_does_not_carry_a_decision_to_another_profile(
        string kind
    )
    {
        await using var host = await GateHost.StartAsync(
            routes =>
            {
                routes
                    .MapGet(
                        "/minimal/{sid}/x",
                        (string sid, HttpContext context) =>
                            context.Request.QueryString.Value == "?fail"
                                ? Results.NotFound()
                                : Results.Text($"{Secret.Text} of {sid}")
                    )
                    .RequireProfileTwoFactor();
                routes.MapControllers();
                routes.MapDynamicControllerRoute<DynamicTransformer>("/dynamic/{who}/{**rest}");
            },
            services =>
            {
                services.AddMvcWith(typeof(DynamicController));
                services.AddSingleton<DynamicTransformer>();
            },
            pipeline: app =>
            {
                app.UseRouting();
                app.UseAuthentication();
                app.UseAuthorization();
                app.UseStatusCodePagesWithReExecute($"/{kind}/acme/x");
            }
        );
        await host.EnableAsync();
        var (oscar, _) = await host.EnableAsync("beta", "oscar");
        Assert.Equal($"{Secret.Text} of beta", (await oscar.GetAsync($"/{kind}/beta/x")).Body);

        var answer = await oscar.GetAsync($"/{kind}/beta/x?fail");

        Assert.DoesNotContain(Secret.Text, answer.Body);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_re_execution_in_front_of_authorization_is_gated_like_any_request(
        bool exception
    )
    {
        await using var host = await GateHost.StartAsync(
            routes =>
            {
                routes.MapGet("/p/{sid}", Secret.Reveal).RequireProfileTwoFactor();
                routes.MapGet(
                    "/fails",
                    IResult () =>
                        exception
                            ? throw new NotSupportedException("The endpoint's own fault.")
                            : Results.NotFound()
                );
            },
            pipeline: app =>
            {
                app.UseExceptionHandler("/p/acme");
                app.UseStatusCodePagesWithReExecute("/p/acme");
                app.UseRouting();
                app.UseAuthentication();
                app.UseAuthorization();
            }
        );
        await host.EnableAsync();
        var mei = await host.BrowserAsync("mei");

        var answer = await mei.GetAsync("/fails");

        Assert.InRange(answer.StatusCode, 400, 599);
        Assert.DoesNotContain(Secret.Text, answer.Body);
    }

    private static Task<GateHost> StartAsync(TestDirectory? directory = null) =>
        GateHost.StartAsync(
            routes => routes.MapGet("/p/{sid}", Secret.Reveal).RequireProfileTwoFactor(),
            directory: directory
        );
}
