using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ProfileTwoFactor.IntegrationTests.Engine;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.IntegrationTests.Notifications;
using ProfileTwoFactor.Tests.Shared;

namespace ProfileTwoFactor.IntegrationTests.Windows;

/// <summary>The window that a browser had before it verified once more.</summary>
public sealed class ReplacedWindowTests
{
    [Fact]
    public async Task A_copy_of_a_replaced_cookie_opens_nothing_while_the_cache_keeps_its_entries()
    {
        var log = new RecordedLog();
        await using var engine = await TestEngine.StartAsync(services: services =>
            services.AddSingleton<ILoggerProvider>(log)
        );
        var (_, mark, app) = await engine.WithMarkAsync();
        var copy = await CopyAsync(engine, CookieTests.WindowCookies(mark).Single());
        AnswerAssert.Ok(await copy.GetAsync("/p/acme"));
        engine.Host.Cache.BeforeRemove = key =>
            IsProbe(key) ? Task.CompletedTask : throw new IOException("READONLY");

        AnswerAssert.Ok(await mark.VerifyAsync(app.CurrentCode()));

        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
        AnswerAssert.Refused(401, "verification-required", await copy.GetAsync("/p/acme"));
        await Eventually.IsAsync(
            () => log.WarningNames.Contains("CleanupFailed"),
            "the entries that stay are logged"
        );
    }

    [Fact]
    public async Task A_cache_that_hangs_at_the_removal_holds_no_caller()
    {
        await using var engine = await TestEngine.StartAsync();
        var (_, mark, app) = await engine.WithMarkAsync();
        var never = new TaskCompletionSource();
        engine.Host.Cache.BeforeRemove = key => IsProbe(key) ? Task.CompletedTask : never.Task;

        var verifying = mark.VerifyAsync(app.CurrentCode());

        AnswerAssert.Ok(await verifying);
        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
        never.SetResult();
    }

    /// <summary>Nothing but the removal ends it: no record lists it.</summary>
    [Fact]
    public async Task An_earlier_releases_window_goes_on_until_it_can_be_removed_and_then_has_ended()
    {
        await using var engine = await TestEngine.StartAsync();
        var (_, mark, app) = await engine.WithMarkAsync();
        var cookie = CookieTests.WindowCookies(mark).Single();
        var text = cookie.Value.Replace(".l.", ".", StringComparison.Ordinal);
        await engine.ChangeAsync(
            "mark",
            record => record with { Windows = [], OnlyListedWindows = false }
        );
        await OldWindow.OpenAsync(engine, "mark", text);
        var old = new Cookie(cookie.Name, text, cookie.Path, cookie.Domain) { Secure = true };
        var browser = await CopyAsync(engine, old);
        var copy = await CopyAsync(engine, old);
        AnswerAssert.Ok(await copy.GetAsync("/p/acme"));
        engine.Host.Cache.BeforeRemove = key =>
            IsProbe(key) ? Task.CompletedTask : throw new IOException("READONLY");

        AnswerAssert.Unavailable(await browser.VerifyAsync(app.CurrentCode()));

        AnswerAssert.Ok(await browser.GetAsync("/p/acme"));
        Assert.Empty((await engine.RecordAsync("mark"))!.Windows);
        engine.Host.Cache.BeforeRemove = null;
        engine.Clock.NextStep();
        AnswerAssert.Ok(await browser.VerifyAsync(app.CurrentCode()));
        AnswerAssert.Refused(401, "verification-required", await copy.GetAsync("/p/acme"));
    }

    private static bool IsProbe(string key) =>
        key.StartsWith("ptf:probe:", StringComparison.Ordinal);

    private static async Task<Browser> CopyAsync(TestEngine engine, Cookie cookie)
    {
        var copy = await engine.Host.BrowserAsync("mark");
        copy.Cookies.Add(
            new Cookie(cookie.Name, cookie.Value, cookie.Path, cookie.Domain) { Secure = true }
        );
        return copy;
    }
}
