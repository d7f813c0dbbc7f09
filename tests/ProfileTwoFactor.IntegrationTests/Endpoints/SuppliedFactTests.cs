using System.Net;
using System.Net.Http.Json;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.Endpoints;

/// <summary>What a caller claims about the time, or about the state that the package keeps, counts for nothing.</summary>
public sealed class SuppliedFactTests
{
    private static readonly string[] StateNames =
    [
        "accountName",
        "bound",
        "enabled",
        "epoch",
        "failures",
        "generation",
        "isEnabled",
        "lastStep",
        "lockedUntil",
        "now",
        "owner",
        "role",
        "secret",
        "state",
        "stamp",
        "time",
        "toleratedSteps",
        "version",
        "verifiedAt",
    ];

    [Fact]
    public async Task Time_OfTheCaller_MakesNoCodeGood()
    {
        await using var host = await GateHost.StartAsync();
        await host.EnableAsync();
        var (mark, app) = await host.BindAsync("mark");
        host.Clock.Advance(TimeSpan.FromMinutes(10));
        // Of ten minutes ahead, with a claim that it is then.
        var then = host.Clock.GetUtcNow().AddMinutes(10);
        var code = app.CurrentCode(stepsFromNow: 20);
        var token = (await mark.GetAsync("/two-factor/api/antiforgery")).Json;
        using var request = new HttpRequestMessage(
            HttpMethod.Post,
            $"/two-factor/api/profiles/acme/verify?now={then.ToUnixTimeSeconds()}"
        );
        request.Headers.Add(
            token.GetProperty("headerName").GetString()!,
            token.GetProperty("token").GetString()
        );
        request.Headers.Date = then;
        foreach (var name in (string[])["X-Time", "X-Date", "X-Request-Start", "X-Timestamp"])
        {
            request.Headers.Add(name, $"{then.ToUnixTimeSeconds()}");
        }

        request.Content = JsonContent.Create(
            new
            {
                code,
                now = then,
                time = then,
                timestamp = then.ToUnixTimeSeconds(),
                clientTime = then,
                step = then.ToUnixTimeSeconds() / 30,
            }
        );

        var answer = await mark.SendAsync(request);

        Assert.Equal((HttpStatusCode.BadRequest, "invalid-code"), (answer.Status, answer.Code));
        host.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(HttpStatusCode.OK, (await mark.VerifyAsync(code)).Status);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task State_OfTheCaller_ClearsNoCountAndGivesNoRights(bool asText)
    {
        await using var host = await GateHost.StartAsync();
        await host.EnableAsync();
        var (mark, app) = await host.BindAsync("mark");
        host.Clock.NextStep();
        var used = app.CurrentCode();
        Assert.Equal(HttpStatusCode.OK, (await mark.VerifyAsync(used)).Status);

        var repeated = await VerifyAsync(mark, used, asText);
        for (var guess = 0; guess < 5; guess++)
        {
            await VerifyAsync(mark, app.WrongCode(), asText);
        }

        // Good but for the wait: of the next step, as a clock that is a little ahead gives it.
        var locked = await VerifyAsync(mark, app.CurrentCode(stepsFromNow: 1), asText);
        var disabled = await mark.ProfilePostAsync("acme", "disable", Claims(null, asText));

        Assert.Equal("invalid-code", repeated.Code);
        Assert.Equal("locked-out", locked.Code);
        Assert.Equal("not-owner", disabled.Code);
        var you = (await mark.StatusAsync()).Json.GetProperty("you");
        Assert.Equal("member", you.GetProperty("role").GetString());
    }

    [Theory]
    [InlineData("enabled")]
    [InlineData("ownerEmail")]
    [InlineData("epoch")]
    [InlineData("lastStep")]
    public async Task State_AmongRules_IsRefused(string name)
    {
        await using var host = await GateHost.StartAsync();
        var (owner, _) = await host.EnableAsync();

        var answer = await owner.PolicyAsync(
            new Dictionary<string, object> { ["window"] = "12:00:00", [name] = "1" }
        );

        Assert.Equal("invalid-request", answer.Code);
        Assert.True((await owner.StatusAsync()).Json.GetProperty("enabled").GetBoolean());
    }

    private static Task<Answer> VerifyAsync(Browser member, string code, bool asText) =>
        member.ProfilePostAsync("acme", "verify", Claims(code, asText));

    private static Dictionary<string, object> Claims(string? code, bool asText)
    {
        var body = StateNames.ToDictionary(name => name, _ => asText ? "0" : (object)0);
        if (code is not null)
        {
            body["code"] = code;
        }

        return body;
    }
}
