using System.Net;
using System.Text.Json;

namespace ProfileTwoFactor.IntegrationTests.Endpoints;

public sealed class EngineJourneyTests
{
    [Fact]
    public async Task Owner_SwitchesOn_AndEveryBrowserIsAskedOnItsOwn()
    {
        await using var host = await EngineHost.StartAsync();
        var olivia = await host.SignedInAsync("olivia");
        var secret = await EnableAsync(host, olivia);

        var other = await host.SignedInAsync("olivia");
        Assert.Equal("verification-required", await StateAsync(other));
        var problem = await RefusedAsync(other, "disable", null, 401, "verification-required");
        Assert.Equal(
            "/two-factor/profiles/acme/verify",
            problem.GetProperty("actionUrl").GetString()
        );

        // The code that switched it on counts as used.
        await RefusedAsync(other, "verify", host.Code(secret), 400, "invalid-code");
        host.Pass(TimeSpan.FromSeconds(30));
        await SucceedsAsync(other, "verify", host.Code(secret));
        Assert.Equal("verified", await StateAsync(other));

        host.Pass(TimeSpan.FromMinutes(11));
        var stale = await RefusedAsync(other, "disable", null, 401, "fresh-verification-required");
        Assert.Equal(600, stale.GetProperty("maxAge").GetInt32());
        await SucceedsAsync(other, "verify", host.Code(secret));
        var off = await SucceedsAsync(other, "disable");
        Assert.False(off.GetProperty("enabled").GetBoolean());
        Assert.Equal("not-required", await StateAsync(olivia));
    }

    [Fact]
    public async Task Member_Binds_AndIsResetByTheOwner()
    {
        await using var host = await EngineHost.StartAsync();
        var olivia = await host.SignedInAsync("olivia");
        var mark = await host.SignedInAsync("mark");
        await RefusedAsync(mark, "binding", null, 403, "not-owner");
        await EnableAsync(host, olivia);

        Assert.Equal("binding-required", await StateAsync(mark));
        await RefusedAsync(mark, "bind", "123456", 409, "no-pending-binding");
        var secret = await BeginAsync(mark);
        var bound = await SucceedsAsync(mark, "bind", host.Code(secret));
        Assert.Equal("verified", bound.GetProperty("you").GetProperty("state").GetString());
        await RefusedAsync(mark, "members/m-olivia/reset", null, 403, "not-owner");

        var members = await ReadAsync(
            await olivia.GetAsync($"{EndpointClient.Profile}/members"),
            HttpStatusCode.OK
        );
        Assert.Equal(
            ["bound", "bound"],
            members.EnumerateArray().Select(member => member.GetProperty("state").GetString())
        );

        using var reset = await olivia.PostAsync($"{EndpointClient.Profile}/members/m-mark/reset");
        Assert.Equal(HttpStatusCode.NoContent, reset.StatusCode);
        Assert.Equal("binding-required", await StateAsync(mark));
        await RefusedAsync(olivia, "members/m-olivia/reset", null, 409, "conflict");
        await RefusedAsync(olivia, "members/m-nobody/reset", null, 404, "not-found");
    }

    [Fact]
    public async Task BackupCode_VerifiesOnceAndSaysHowManyAreLeft()
    {
        await using var host = await EngineHost.StartAsync();
        var olivia = await host.SignedInAsync("olivia");
        await EnableAsync(host, olivia);
        var codes = (await SucceedsAsync(olivia, "backup-codes")).GetProperty("backupCodes");
        Assert.Equal(10, codes.GetArrayLength());
        var body = $$"""{"backupCode":"{{codes[0].GetString()}}"}""";

        var other = await host.SignedInAsync("olivia");
        var verified = await ReadAsync(
            await other.PostAsync($"{EndpointClient.Profile}/verify", body),
            HttpStatusCode.OK
        );
        using var again = await other.PostAsync($"{EndpointClient.Profile}/verify", body);

        Assert.Equal(9, verified.GetProperty("backupCodesLeft").GetInt32());
        Assert.Equal("verified", verified.GetProperty("you").GetProperty("state").GetString());
        await ProblemAssert.IsAsync(again, 400, "invalid-code");
    }

    [Fact]
    public async Task Stranger_AndUnknownProfile_AreRefused()
    {
        await using var host = await EngineHost.StartAsync();
        var zoe = await host.SignedInAsync("zoe");

        using var stranger = await zoe.GetAsync(EndpointClient.Profile);
        using var unknown = await zoe.GetAsync("/two-factor/api/profiles/ACME");

        await ProblemAssert.IsAsync(stranger, 403, "not-a-member");
        await ProblemAssert.IsAsync(unknown, 404, "not-found");
    }

    private static async Task<string> EnableAsync(EngineHost host, EndpointClient owner)
    {
        await RefusedAsync(owner, "enable", "123456", 409, "no-pending-binding");
        var secret = await BeginAsync(owner);
        var status = await SucceedsAsync(owner, "enable", host.Code(secret));
        Assert.True(status.GetProperty("enabled").GetBoolean());
        Assert.Equal("verified", status.GetProperty("you").GetProperty("state").GetString());
        await RefusedAsync(owner, "enable", host.Code(secret), 409, "already-enabled");
        return secret;
    }

    private static async Task<string> BeginAsync(EndpointClient client) =>
        (await SucceedsAsync(client, "binding")).GetProperty("secret").GetString()!;

    private static async Task<string?> StateAsync(EndpointClient client) =>
        (await ReadAsync(await client.GetAsync(EndpointClient.Profile), HttpStatusCode.OK))
            .GetProperty("you")
            .GetProperty("state")
            .GetString();

    private static async Task<JsonElement> SucceedsAsync(
        EndpointClient client,
        string call,
        string? code = null
    ) => await ReadAsync(await CallAsync(client, call, code), HttpStatusCode.OK);

    private static async Task<JsonElement> RefusedAsync(
        EndpointClient client,
        string call,
        string? code,
        int status,
        string problem
    ) => await ProblemAssert.IsAsync(await CallAsync(client, call, code), status, problem);

    private static Task<HttpResponseMessage> CallAsync(
        EndpointClient client,
        string call,
        string? code
    ) =>
        client.PostAsync(
            $"{EndpointClient.Profile}/{call}",
            code is null ? null : $$"""{"code":"{{code}}"}"""
        );

    private static async Task<JsonElement> ReadAsync(
        HttpResponseMessage answer,
        HttpStatusCode expected
    )
    {
        Assert.Equal(expected, answer.StatusCode);
        using var body = await EndpointClient.ReadAsync(answer);
        return body.RootElement.Clone();
    }
}
