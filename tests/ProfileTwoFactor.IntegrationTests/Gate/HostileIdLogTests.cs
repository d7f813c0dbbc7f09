using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ProfileTwoFactor.IntegrationTests.Engine;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.IntegrationTests.Machines.Support;
using ProfileTwoFactor.Tests.Shared;

namespace ProfileTwoFactor.IntegrationTests.Gate;

/// <summary>Ids are the host's, and a host may return what a request had. In a log they stay in their line and direct no terminal.</summary>
public sealed class HostileIdLogTests : IDisposable
{
    private const string Profile = "acme\r\ncrit: all is lost\u001b[2j\u2028\u202e";
    private const string Shown = "acme??crit: all is lost?[2j??";

    private static readonly string InPath = Uri.EscapeDataString(Profile);

    private readonly RecordedLog _log = new();

    [Fact]
    public async Task Unknown_owner_is_logged_in_one_line()
    {
        await using var engine = await StartAsync();
        engine.Host.Directory.RemoveMember(Profile, "olivia");

        await (await engine.Host.BrowserAsync("mark")).GetAsync(
            $"/two-factor/api/profiles/{InPath}"
        );

        Logged("OwnerUnknown", $"'{Shown}-olivia'", $"profile {Shown}");
    }

    [Fact]
    public async Task Request_that_would_be_refused_is_logged_in_one_line()
    {
        await using var engine = await StartAsync(EnforcementMode.ReportOnly);
        await engine.Host.EnableAsync(InPath);

        AnswerAssert.Ok(await (await engine.Host.BrowserAsync("mark")).GetAsync($"/p/{InPath}"));

        Logged("WouldRefuse", $"profile {Shown} ");
    }

    [Fact]
    public async Task Refused_machine_is_logged_in_one_line()
    {
        await using var engine = await StartAsync(callers: new());
        await engine.Host.EnableAsync(InPath);

        AnswerAssert.Refused(
            403,
            "machine-caller-denied",
            await engine.Host.GetAsync($"/p/{InPath}", key: "k1:mark")
        );

        Logged("MachineCallerRefused", $"Profile: {Shown}.", "Key: k1.");
    }

    [Theory]
    [InlineData("k1\r\ncrit")]
    [InlineData("k1\u009b2J")]
    public async Task Key_with_such_an_id_gets_no_answer_and_leaves_one_line(string keyId)
    {
        var callers = new TestMachineCallers
        {
            Rewrite = caller => caller is null ? null : caller with { KeyId = keyId },
        };
        await using var engine = await StartAsync(callers: callers);
        await engine.Host.EnableAsync(InPath);

        AnswerAssert.Unavailable(await engine.Host.GetAsync($"/p/{InPath}", key: "k1:mark"));

        AllInOneLine();
    }

    [Fact]
    public async Task Whatever_members_and_owners_do_is_logged_in_lines_of_their_own()
    {
        await using var engine = await StartAsync();
        var (owner, app) = await engine.Host.EnableAsync(InPath);
        var (mark, _) = await engine.Host.BindAsync("mark", InPath);
        AnswerAssert.Ok(await mark.GetAsync($"/p/{InPath}"));
        for (var attempt = 0; attempt < 7; attempt++)
        {
            await mark.VerifyAsync("000000", InPath);
        }

        await owner.ProfilePostAsync(
            InPath,
            $"members/{Uri.EscapeDataString(TestDirectory.MemberId(Profile, "mark"))}/reset"
        );
        await owner.ProfilePostAsync(InPath, "windows/revoke", new { });
        engine.Host.Directory.Before = () => throw new IOException("away");
        await mark.GetAsync($"/p/{InPath}");
        engine.Host.Directory.Before = null;
        engine.Store.Before = _ => Task.FromException(new IOException("down"));
        await mark.GetAsync($"/p/{InPath}");
        engine.Store.Before = null;
        engine.Clock.Advance(TimeSpan.FromSeconds(30));
        await owner.VerifyAsync(app.CurrentCode(), InPath);
        await owner.ProfilePostAsync(InPath, "disable");

        AllInOneLine();
    }

    public void Dispose() => _log.Dispose();

    private Task<TestEngine> StartAsync(
        EnforcementMode enforcement = EnforcementMode.Enforce,
        TestMachineCallers? callers = null
    )
    {
        var directory = TestDirectory.Seeded();
        directory.AddProfile(Profile, "Acme Store", "olivia");
        directory.AddMember(Profile, "olivia");
        directory.AddMember(Profile, "mark");
        return MachineHosts.StartAsync(
            callers,
            options => options.Enforcement = enforcement,
            services => services.AddSingleton<ILoggerProvider>(_log),
            directory
        );
    }

    private void Logged(string name, params string[] parts)
    {
        var line = Assert.Single(_log.Named(name));
        Assert.All(parts, part => Assert.Contains(part, line, StringComparison.Ordinal));
        AllInOneLine();
    }

    /// <summary>But for the stacks of exceptions, which are behind the message.</summary>
    private void AllInOneLine()
    {
        var lines = _log.Messages("ProfileTwoFactor");
        Assert.NotEmpty(lines);
        Assert.All(
            lines,
            line =>
                Assert.DoesNotContain(
                    line,
                    letter => char.IsControl(letter) || letter is '\u2028' or '\u202e'
                )
        );
    }
}
