using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.IntegrationTests.Account.Support;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.Internal;

namespace ProfileTwoFactor.IntegrationTests.SlowDirectories;

/// <summary>A directory with the request's own context that takes too long: the rest of the request uses that context as well.</summary>
public sealed class SharedContextTests
{
    /// <summary>What the package asks the directories, one page after the other.</summary>
    public static TheoryData<string> Pages =>
        new("/panel", "/account-panel", "/p/acme", "/link/token", "/two-factor-password/olivia");

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Request_WhoseDirectoryWasGivenUp_GoesOnWithItsContext(string page)
    {
        await using var host = await StartAsync();
        var (owner, _) = await host.Host.EnableAsync();
        var slow = host.Service<SlowQueries>();
        var ofPage = await CountAsync(host, owner, page);
        Assert.InRange(ofPage, 1, 20);

        for (var query = 1; query <= ofPage; query++)
        {
            slow.Slow(query);
            host.Host.GiveUpSoon();

            var answer = await owner.GetAsync(page);

            Assert.True(slow.WasSlow);
            Assert.True(
                answer.Header("Rest-Of-The-Request") == "0",
                $"{page}, query {query}: {answer.Status} {answer.Body}"
            );
            slow.Slow(0);
            host.Host.BePatient();
            Assert.Equal(HttpStatusCode.OK, (await owner.GetAsync("/p/acme")).Status);
        }
    }

    private static async Task<int> CountAsync(AccountHost host, Browser owner, string page)
    {
        var slow = host.Service<SlowQueries>();
        var count = 0;
        do
        {
            slow.Slow(++count);
            host.Host.GiveUpSoon();
            await owner.GetAsync(page);
            host.Host.BePatient();
        } while (slow.WasSlow);

        slow.Slow(0);
        return count - 1;
    }

    private static Task<AccountHost> StartAsync() =>
        AccountHost.StartAsync(
            services =>
            {
                var connection = new SqliteConnection("Data Source=:memory:");
                connection.Open();
                using (var create = connection.CreateCommand())
                {
                    create.CommandText = "CREATE TABLE Members (Id TEXT PRIMARY KEY)";
                    create.ExecuteNonQuery();
                }

                services.AddSingleton(connection);
                services.AddSingleton<SlowQueries>();
                services.AddSingleton(TestDirectory.Seeded());
                services.AddSingleton<TestAccounts>();
                services.AddDbContext<ShopContext>(
                    (provider, context) =>
                        context
                            .UseSqlite(provider.GetRequiredService<SqliteConnection>())
                            .AddInterceptors(provider.GetRequiredService<SlowQueries>())
                );
                services.RemoveAll<IProfileDirectory>();
                services.RemoveAll<IAccountDirectory>();
                services.AddScoped<IProfileDirectory, ShopDirectory>();
                services.AddScoped<IAccountDirectory, ShopDirectory>();
                services.AddScoped<ISharedLinkDirectory, ShopDirectory>();
                services.AddProfileTwoFactor().AddDefaultPages();
                // That the end is waited for is what is tested, and not how fast this machine ends a query.
                services.AddSingleton(provider => new Deadline(
                    provider.GetRequiredService<IOptions<ProfileTwoFactorOptions>>(),
                    provider.GetRequiredService<TwoFactorMetrics>(),
                    provider.GetRequiredService<CircuitRegistry>()
                )
                {
                    Grace = TimeSpan.FromSeconds(30),
                });
            },
            pipeline: app =>
            {
                app.Use(
                    async (context, next) =>
                    {
                        // Whatever came of the rest: an error page, an audit of the request, the layout.
                        context.Response.OnStarting(async () =>
                        {
                            var members = await context
                                .RequestServices.GetRequiredService<ShopContext>()
                                .Members.CountAsync();
                            context.Response.Headers["Rest-Of-The-Request"] = members.ToString(
                                CultureInfo.InvariantCulture
                            );
                        });
                        await next(context);
                    }
                );
                app.UseRouting();
                app.UseAuthentication();
                app.UseAuthorization();
            },
            map: routes =>
            {
                routes.MapGet(
                    "/panel",
                    async (HttpContext context, PanelReader reader) =>
                    {
                        await reader.ReadAsync(context, "acme", withMembers: true);
                        return "panel";
                    }
                );
                routes.MapGet(
                    "/account-panel",
                    async (HttpContext context, AccountPanelReader reader) =>
                    {
                        await reader.ReadAsync(context);
                        return "panel";
                    }
                );
                routes.MapGet("/link/{token}", () => "link").RequireSharedLink();
                routes.MapGet(
                    "/two-factor-password/{user}",
                    async (string user, HttpContext context, IAccountTwoFactorManager accounts) =>
                    {
                        await accounts.SignInAsync(context, user);
                        return "password";
                    }
                );
            }
        );
}
