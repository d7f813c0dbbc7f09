using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.Mail;
using ProfileTwoFactor.Mail.Development;

namespace ProfileTwoFactor.IntegrationTests.Notifications;

public sealed class DevelopmentMailboxTests
{
    [Fact]
    public async Task Mailbox_ShowsTheNewestFirst_ToEveryCaller()
    {
        await using var host = await StartAsync();
        var notifier = host.App.Services.GetRequiredService<ITwoFactorNotifier>();
        var browser = await host.BrowserAsync();
        Assert.Equal("[]", (await browser.GetAsync("/dev/mail")).Body);

        await notifier.SendAsync(Mail("first"), default);
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        await notifier.SendAsync(Mail("Invitation"), default);

        var answer = await browser.GetAsync("/dev/mail");
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal("no-store", answer.Header("Cache-Control"));
        var mails = answer.Json.EnumerateArray().ToArray();
        Assert.Equal(
            ["Invitation", "first"],
            mails.Select(mail => mail.GetProperty("subject").GetString())
        );
        Assert.Equal("mei@example.com", mails[0].GetProperty("to").GetString());
        Assert.Equal("Hello", mails[0].GetProperty("text").GetString());
        Assert.Equal(host.Clock.GetUtcNow(), mails[0].GetProperty("sentAt").GetDateTimeOffset());
        Assert.Equal(
            ["sentAt", "subject", "text", "to"],
            mails[0]
                .EnumerateObject()
                .Select(property => property.Name)
                .Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task Mailbox_KeepsTheLatestOnly()
    {
        var mailbox = new DevelopmentMailbox(TestClock.AtNoon());
        for (var number = 0; number <= DevelopmentMailbox.Capacity; number++)
        {
            await mailbox.SendAsync(Mail($"{number}"), default);
        }

        var kept = mailbox.NewestFirst();
        Assert.Equal(DevelopmentMailbox.Capacity, kept.Length);
        Assert.Equal($"{DevelopmentMailbox.Capacity}", kept[0].Subject);
        Assert.Equal("1", kept[^1].Subject);
    }

    [Fact]
    public async Task Mailbox_OutsideDevelopment_CanBeNeitherMappedNorChosen()
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { EnvironmentName = "Staging" }
        );
        builder.Services.AddSingleton<IProfileDirectory>(TestDirectory.Seeded());
        builder.Services.AddAuthentication().AddCookie();
        builder
            .Services.AddProfileTwoFactor()
            .AddInMemoryStores(allowOutsideDevelopment: true)
            .AddMail(mail => mail.UseDevelopmentMailbox());
        await using var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");

        var mapped = Assert.Throws<InvalidOperationException>(() =>
            app.MapDevelopmentMailbox("/dev/mail")
        );
        var started = await Assert.ThrowsAsync<InvalidOperationException>(() => app.StartAsync());

        Assert.Contains("Staging", mapped.Message, StringComparison.Ordinal);
        Assert.Contains("UseSmtp", started.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Notifier_ThatWasNotChosen_OnlyLogs_AndTheLastChoiceCounts()
    {
        var services = new ServiceCollection();
        var builder = services.AddProfileTwoFactor().AddMail();
        Assert.Equal(typeof(LoggingNotifier), Chosen());

        builder.AddMail(mail => mail.UseDevelopmentMailbox().UseNotifier<RecordingNotifier>());

        services.AddLogging();
        services.AddSingleton<IHostEnvironment>(
            new Microsoft.Extensions.Hosting.Internal.HostingEnvironment()
        );
        using var provider = services.BuildServiceProvider();
        Assert.IsType<RecordingNotifier>(provider.GetRequiredService<ITwoFactorNotifier>());

        Type? Chosen() =>
            services
                .Single(service => service.ServiceType == typeof(ITwoFactorNotifier))
                .ImplementationType;
    }

    private static Task<GateHost> StartAsync() =>
        GateHost.StartAsync(
            services: services =>
            {
                services.AddProfileTwoFactor().AddMail(mail => mail.UseDevelopmentMailbox());
                services
                    .AddAuthorizationBuilder()
                    .SetFallbackPolicy(
                        new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build()
                    );
            },
            map: routes => routes.MapDevelopmentMailbox("/dev/mail")
        );

    private static TwoFactorMail Mail(string subject) =>
        new()
        {
            To = "mei@example.com",
            Subject = subject,
            Text = "Hello",
        };
}
