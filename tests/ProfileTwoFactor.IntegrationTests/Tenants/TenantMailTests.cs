using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ProfileTwoFactor.IntegrationTests.Notifications;
using ProfileTwoFactor.Mail;

namespace ProfileTwoFactor.IntegrationTests.Tenants;

/// <summary>A database for each tenant, none outside requests, and one queue of mails for all.</summary>
public sealed class TenantMailTests
{
    [Fact]
    public async Task Mails_OfTenantsWithEqualIds_AllGoOut()
    {
        var folder = Directory.CreateTempSubdirectory("queue-").FullName;
        var notifier = new RecordingNotifier();
        await using (var site = await StartAsync(folder, notifier))
        {
            site.Remove("outside");
            foreach (var tenant in new[] { "one.test", "two.test" })
            {
                await (await site.BrowserAsync(tenant, "olivia")).EnableAsync();
            }

            await Eventually.IsAsync(
                () =>
                    notifier.Of(TwoFactorMailKind.ProfileEnabledByOwner).Count == 2
                    && notifier.Of(TwoFactorMailKind.ProfileEnabled).Count == 6,
                "the mails of both tenants",
                clock: site.Host.Clock
            );
        }

        Directory.Delete(folder, recursive: true);
    }

    private static async Task<TenantSite> StartAsync(string folder, RecordingNotifier notifier)
    {
        var queue = $"Data Source={Path.Combine(folder, "queue.db")}";
        await using (
            var context = new MailContext(
                new DbContextOptionsBuilder<MailContext>().UseSqlite(queue).Options
            )
        )
        {
            await context.Database.EnsureCreatedAsync();
        }

        return await TenantSite.StartAsync(
            Tenancy.Accessor,
            package => package.TenantResolver = context => context.Request.Host.Host,
            services =>
            {
                services.AddDbContext<MailContext>(options => options.UseSqlite(queue));
                services
                    .AddProfileTwoFactor()
                    .AddMail(mail => mail.UseEntityFrameworkStore<MailContext>());
                services.RemoveAll<ITwoFactorNotifier>();
                services.AddSingleton<ITwoFactorNotifier>(notifier);
            }
        );
    }
}
