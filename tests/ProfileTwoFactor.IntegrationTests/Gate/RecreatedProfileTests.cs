using System.Net;
using ProfileTwoFactor.IntegrationTests.Engine;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.Gate;

/// <summary>Profile ids that are names: a profile is deleted, and other people get one with the same name. The directory's stamp tells them apart.</summary>
public sealed class RecreatedProfileTests
{
    [Fact]
    public async Task NewProfile_WithTheIdOfADeletedOne_HasNothingOfItsPolicy()
    {
        await using var host = await StartAsync();
        var (olivia, _) = await host.EnableAsync();
        AnswerAssert.Ok(await olivia.PolicyAsync(new { message = "Ours", window = 3600 }));

        Recreate(host);

        var nora = await host.BrowserAsync("nora");
        var status = await nora.GetAsync("/two-factor/api/profiles/acme");
        Assert.False(status.Json.GetProperty("enabled").GetBoolean());
        Assert.DoesNotContain("Ours", status.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("3600", status.Body, StringComparison.Ordinal);
        AnswerAssert.Ok(await nora.GetAsync("/p/acme"));
    }

    [Fact]
    public async Task NewProfile_ThatIsSwitchedOn_AcceptsNothingFromBefore()
    {
        await using var host = await StartAsync();
        await host.EnableAsync();
        var (mark, app) = await host.BindAsync("mark");
        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
        var issued = await mark.ProfilePostAsync("acme", "backup-codes");
        var backupCode = issued.Json.GetProperty("backupCodes")[0].GetString()!;

        Recreate(host);
        await host.EnableAsync(owner: "nora");
        host.Clock.Advance(TimeSpan.FromSeconds(30));

        AnswerAssert.Refused(401, "binding-required", await mark.GetAsync("/p/acme"));
        Assert.Equal("not-bound", (await mark.VerifyAsync(app.CurrentCode())).Code);
        Assert.Equal(
            "not-bound",
            (await mark.ProfilePostAsync("acme", "verify", new { backupCode })).Code
        );
    }

    [Fact]
    public async Task OldProfile_ThatComesBack_HasItsPolicyAndItsBindings()
    {
        await using var host = await StartAsync();
        await host.EnableAsync();
        var (mark, _) = await host.BindAsync("mark");
        Recreate(host);
        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));

        host.Directory.AddProfile("acme", "Acme Store", "olivia", stamp: "first");

        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
        AnswerAssert.Refused(
            401,
            "verification-required",
            await (await host.BrowserAsync("mark")).GetAsync("/p/acme")
        );
    }

    private static async Task<GateHost> StartAsync()
    {
        var directory = TestDirectory.Seeded();
        directory.AddProfile("acme", "Acme Store", "olivia", stamp: "first");
        return await GateHost.StartAsync(directory: directory);
    }

    private static void Recreate(GateHost host)
    {
        host.Directory.RemoveProfile("acme");
        host.Directory.RemoveMember("acme", "olivia");
        host.Directory.AddProfile("acme", "Acme Farm", "nora", stamp: "second");
        host.Directory.AddMember("acme", "nora");
    }
}
