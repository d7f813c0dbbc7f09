using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.IntegrationTests.Notifications;
using ProfileTwoFactor.Mail.Queue;
using ProfileTwoFactor.Mail.Stores;

namespace ProfileTwoFactor.IntegrationTests.Sample;

/// <summary>The sample with a mail server on this machine, which runs or doesn't.</summary>
internal sealed class SampleMailSite : IAsyncDisposable
{
    public const string Origin = "https://heatmap.example";
    public const string From = "heatmap@example.com";

    public SampleMailSite(bool running = true)
    {
        Site = new SampleSite
        {
            Replace = services =>
                services.Configure<NotificationWorkerOptions>(worker =>
                {
                    worker.PollInterval = TimeSpan.FromMilliseconds(20);
                    worker.FirstRetry = TimeSpan.Zero;
                }),
        };
        Site.Settings["Smtp:Host"] = "127.0.0.1";
        Site.Settings["Smtp:Port"] = Server.Port.ToString(CultureInfo.InvariantCulture);
        Site.Settings["Smtp:From"] = From;
        Site.Settings["Site:PublicOrigin"] = Origin;
        if (running)
        {
            Server.Start();
        }
    }

    public SampleSite Site { get; }

    public LoopbackSmtpServer Server { get; } = new();

    /// <summary>All mails there are, once nothing is left to be sent.</summary>
    public async Task<IReadOnlyList<SmtpDelivery>> MailsAsync(int count)
    {
        await Eventually.IsAsync(
            () => Server.Received.Count >= count,
            $"{count} mails",
            clock: Site.Clock
        );
        var store = Site.Services.GetRequiredService<INotificationStore>();
        await Eventually.IsAsync(
            async () => (await store.PendingAsync(Site.Clock.GetUtcNow())).Count == 0,
            "an empty queue",
            clock: Site.Clock
        );
        return Server.Received;
    }

    public async ValueTask DisposeAsync()
    {
        await Site.DisposeAsync();
        await Server.DisposeAsync();
    }
}
