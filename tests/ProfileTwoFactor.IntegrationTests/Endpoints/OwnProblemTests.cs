using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.Endpoints;

/// <summary>An app's own endpoint answers a refusal as the package's endpoints do.</summary>
public sealed class OwnProblemTests
{
    [Theory]
    [InlineData("mark", "verification-required")]
    [InlineData("olivia", "fresh-verification-required")]
    [InlineData("zoe", "not-a-member")]
    public async Task Refusal_ByAnOwnEndpoint_EqualsThatOfThePackage(string user, string code)
    {
        await using var host = await StartAsync();
        var (owner, _) = await host.EnableAsync();
        host.Clock.Advance(TimeSpan.FromMinutes(11));
        var browser = user == "olivia" ? owner : await host.BrowserAsync(user);
        if (user == "mark")
        {
            await browser.BindAsync();
            browser = await host.BrowserAsync("mark");
        }

        var own = await browser.GetAsync("/own");
        var package = await browser.ProfilePostAsync("acme", "backup-codes");

        Assert.Equal(code, own.Code);
        Assert.Equal(package.Status, own.Status);
        Assert.True(JsonElement.DeepEquals(package.Json, own.Json), $"{package.Body} {own.Body}");
    }

    [Fact]
    public async Task Refusal_WithEveryMember_EqualsThatOfThePackage()
    {
        var error = new TwoFactorError
        {
            Code = TwoFactorErrorCodes.LockedOut,
            StatusCode = 429,
            Detail = "Wait.",
            ProfileId = "acme",
            Action = "verify",
            ActionUrl = "/verify",
            OwnerEmail = "olivia@example.com",
            RetryAfter = TimeSpan.FromMilliseconds(1500),
            MaxAge = TimeSpan.FromMinutes(5),
        };
        await using var host = await GateHost.StartAsync(routes =>
        {
            routes.MapGet("/own", () => Results.Problem(error.ToProblemDetails()));
            routes.MapGet("/package", context => Http.TwoFactorProblem.WriteAsync(context, error));
        });
        var browser = await host.BrowserAsync();

        var own = await browser.GetAsync("/own");
        var package = await browser.GetAsync("/package");

        Assert.Equal(package.StatusCode, own.StatusCode);
        Assert.Equal(2, own.Json.GetProperty("retryAfter").GetInt32());
        Assert.True(JsonElement.DeepEquals(package.Json, own.Json), $"{package.Body} {own.Body}");
    }

    private static Task<GateHost> StartAsync() =>
        GateHost.StartAsync(routes =>
        {
            routes.MapGet("/p/{sid}", () => "in").RequireProfileTwoFactor();
            routes.MapGet(
                "/own",
                async (HttpContext context, IProfileTwoFactorManager manager) =>
                {
                    var result = await manager.RegenerateBackupCodesAsync(context, "acme");
                    return result.Succeeded
                        ? Results.NoContent()
                        : Results.Problem(result.Error.ToProblemDetails());
                }
            );
        });
}
