using System.Net;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ProfileTwoFactor.IntegrationTests.Gate.Support;
using ProfileTwoFactor.Tests.Shared;

namespace ProfileTwoFactor.IntegrationTests.Pages;

public sealed class PageAntiforgeryTests
{
    public static TheoryData<string> Forms =>
        [
            PagesHost.Bind,
            PagesHost.Bind + "?handler=replace",
            PagesHost.Verify,
            PagesHost.Verify + "?handler=backup",
            PagesHost.Manage + "?handler=disable",
            PagesHost.Manage + "?handler=reset",
            PagesHost.Manage + "?handler=codes",
        ];

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task A_form_from_another_site_changes_nothing(string url)
    {
        await using var host = await PagesHost.StartAsync();
        await AssertRefusedAsync(host, url);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task A_host_that_switched_antiforgery_off_does_not_switch_ours_off(string url)
    {
        await using var host = await PagesHost.StartAsync(services =>
            services.Configure<RazorPagesOptions>(options =>
                options.Conventions.ConfigureFilter(new IgnoreAntiforgeryTokenAttribute())
            )
        );
        await AssertRefusedAsync(host, url);
    }

    [Fact]
    public async Task Pages_with_forms_are_served_without_a_warning_of_the_framework()
    {
        var log = new RecordedLog();
        await using var host = await PagesHost.StartAsync(services =>
            services.AddSingleton<ILoggerProvider>(log)
        );
        host.Manager.IsOwner = host.Manager.IsBound = host.Manager.Verified = true;
        Answer[] pages =
        [
            await host.PostAsync(PagesHost.Bind + "?handler=replace"),
            await host.GetAsync(PagesHost.Verify + "?fresh=1"),
            await host.GetAsync(PagesHost.Manage + "?confirm=disable"),
        ];

        Assert.All(pages, page => Assert.True(page.Has("input[name=__RequestVerificationToken]")));
        Assert.All(pages, page => Assert.Contains("no-store", page.Header("Cache-Control")));
        Assert.DoesNotContain(log.Warnings, line => line.Contains("Cache-Control"));
    }

    private static async Task AssertRefusedAsync(PagesHost host, string url)
    {
        using var form = new FormUrlEncodedContent([
            new("code", FakeManager.RightCode),
            new("backupCode", FakeManager.RightBackupCode),
            new("confirmed", "true"),
            new("memberId", "m-mark"),
        ]);

        var page = await Answer.ReadAsync(
            await host.Client.PostAsync(new Uri(url, UriKind.Relative), form)
        );

        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.Equal("This page is out of date", page.Heading);
        Assert.True(page.Has($"a.ptf-button[href='{url.Split('?')[0]}']"));
        Assert.Empty(host.Manager.Calls);
    }
}
