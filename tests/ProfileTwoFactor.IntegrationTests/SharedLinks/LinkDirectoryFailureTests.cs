using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ProfileTwoFactor.IntegrationTests.SharedLinks.Support;
using ProfileTwoFactor.Tests.Shared;

namespace ProfileTwoFactor.IntegrationTests.SharedLinks;

public sealed class LinkDirectoryFailureTests
{
    private const string Token = "secret-token-9f2c";

    public static TheoryData<string, string> FailuresEverywhere =>
        LinkHost.SurfacesWith(["throws", "throws later", "hangs", "no profile", "odd access"]);

    [Theory]
    [MemberData(nameof(FailuresEverywhere))]
    public async Task A_link_directory_that_fails_opens_nothing(string surface, string failure)
    {
        await using var host = await LinkHost.StartAsync();
        var nobody = await host.Gate.BrowserAsync();
        var never = new TaskCompletionSource();
        host.Links.Before = failure switch
        {
            "throws" => _ => throw new InvalidOperationException(),
            "throws later" => async _ =>
            {
                await Task.Yield();
                throw new InvalidOperationException();
            },
            "hangs" => _ => never.Task,
            _ => null,
        };
        host.Links.Rewrite = link =>
            failure switch
            {
                "no profile" => link! with { ProfileId = "" },
                "odd access" => link! with { Access = (SharedLinkAccess)7 },
                _ => link,
            };

        host.Gate.GiveUpSoon();
        var answer = await nobody.GetAsync($"/{surface}/{LinkHost.Public}");
        host.Gate.BePatient();
        never.TrySetResult();
        host.Links.Before = null;
        host.Links.Rewrite = link => link;
        var afterwards = await nobody.GetAsync($"/{surface}/{LinkHost.Public}");

        Assert.Equal((503, "two-factor-unavailable"), (answer.StatusCode, answer.Code));
        Assert.NotNull(answer.Header("Retry-After"));
        Assert.Equal("no-store", answer.Header("Cache-Control"));
        Assert.Equal(200, afterwards.StatusCode);
    }

    [Fact]
    public async Task No_log_of_the_package_contains_a_token()
    {
        var log = new RecordedLog();
        await using var host = await LinkHost.StartAsync(services =>
            services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log))
        );
        host.Links.Add(Token, SharedLinkAccess.MembersOnly);
        await host.Gate.EnableAsync();
        var (verified, _) = await host.Gate.BindAsync("mark");
        foreach (var surface in LinkHost.SurfaceNames)
        {
            foreach (var user in new[] { null, "zoe", "mei", "mark" })
            {
                var browser = await host.Gate.BrowserAsync(user);
                await browser.GetAsync($"/{surface}/{Token}");
                await browser.NavigateAsync($"/{surface}/{Token}");
            }

            Assert.Equal(200, (await verified.GetAsync($"/{surface}/{Token}")).StatusCode);
            host.Links.Before = token =>
                throw new KeyNotFoundException(
                    $"no {token}",
                    new InvalidOperationException($"SELECT '{token}'")
                );
            Assert.Equal(503, (await verified.GetAsync($"/{surface}/{Token}")).StatusCode);
            host.Links.Before = async token =>
            {
                await Task.Yield();
                throw new OperationCanceledException($"gave up on {token}");
            };
            Assert.Equal(503, (await verified.GetAsync($"/{surface}/{Token}")).StatusCode);
            host.Links.Before = null;
            host.Gate.Directory.Before = () => throw new TimeoutException();
            Assert.Equal(503, (await verified.GetAsync($"/{surface}/{Token}")).StatusCode);
            host.Gate.Directory.Before = null;
        }

        var ours = log.Of("ProfileTwoFactor");
        Assert.Contains(
            ours,
            line => line.Contains(nameof(KeyNotFoundException), StringComparison.Ordinal)
        );
        Assert.All(ours, line => Assert.DoesNotContain(Token, line, StringComparison.Ordinal));
    }

    [Fact]
    public void A_link_written_out_does_not_show_the_hosts_object()
    {
        var link = new SharedLink
        {
            ProfileId = "acme",
            Access = SharedLinkAccess.Public,
            Resource = $"row {Token}",
        };

        var text = $"{link}";

        Assert.Contains("acme", text, StringComparison.Ordinal);
        Assert.DoesNotContain(Token, text, StringComparison.Ordinal);
    }
}
