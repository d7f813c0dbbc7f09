using System.Collections.Concurrent;
using System.Data.Common;
using System.Net;
using System.Text.RegularExpressions;
using HeatmapSite.Data;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace ProfileTwoFactor.IntegrationTests.Sample;

/// <summary>What a gated request of the sample asks its database, statement by statement. docs/scale.md says the same.</summary>
public sealed partial class SampleStatementTests
{
    private const string Heatmaps = "/api/p/acme/heatmaps";

    private static readonly string[] Site = ["People", "Profiles", "Heatmaps"];

    [Fact]
    public async Task GatedList_WhileTheDecisionIsKept_CostsTheSitesThreeStatements()
    {
        var statements = new StatementCount();
        using var site = SiteWith(statements);
        var owner = await site.SignedInAsync("olivia");
        await owner.EnableAsync();
        await owner.GetAsync(Heatmaps);

        var asked = await statements.OfAsync(() => owner.GetAsync(Heatmaps));

        Assert.Equal(Site, asked);
    }

    [Fact]
    public async Task GatedList_WithoutAKeptDecision_CostsThePackagesTwoMore()
    {
        var statements = new StatementCount();
        using var site = SiteWith(statements);
        var owner = await site.SignedInAsync("olivia");
        await owner.EnableAsync();
        await owner.GetAsync(Heatmaps);
        site.Clock.Advance(TimeSpan.FromSeconds(6));

        var asked = await statements.OfAsync(() => owner.GetAsync(Heatmaps));

        Assert.Equal(
            [
                "People",
                // Whether the account demands a code.
                "TwoFactorPolicies",
                "Profiles",
                // With the member's binding.
                "TwoFactorPolicies",
                "Heatmaps",
            ],
            asked
        );
    }

    [Fact]
    public async Task GatedList_OfAProfileWithoutTwoFactor_CostsTheSitesThreeStatements()
    {
        var statements = new StatementCount();
        using var site = SiteWith(statements);
        var owner = await site.SignedInAsync("olivia");
        await owner.GetAsync(Heatmaps);

        var asked = await statements.OfAsync(() => owner.GetAsync(Heatmaps));

        Assert.Equal(Site, asked);
    }

    private static SampleSite SiteWith(StatementCount statements) =>
        new()
        {
            Replace = services =>
            {
                services.AddSingleton<IStartupFilter>(statements);
                services.ConfigureDbContext<HeatmapDbContext>(options =>
                    options.AddInterceptors(statements)
                );
            },
        };

    /// <summary>The statements of requests, by the first table each reads; not those of the background.</summary>
    private sealed partial class StatementCount : DbCommandInterceptor, IStartupFilter
    {
        private readonly AsyncLocal<bool> _inRequest = new();
        private readonly ConcurrentQueue<string> _tables = new();

        public async Task<string[]> OfAsync(Func<Task<Infrastructure.Answer>> request)
        {
            _tables.Clear();
            var answer = await request();
            Assert.Equal(HttpStatusCode.OK, answer.Status);
            return [.. _tables];
        }

        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
            app =>
            {
                app.Use(
                    (context, following) =>
                    {
                        _inRequest.Value = true;
                        return following(context);
                    }
                );
                next(app);
            };

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command,
            CommandEventData eventData,
            InterceptionResult<DbDataReader> result,
            CancellationToken cancellationToken = default
        )
        {
            Note(command);
            return ValueTask.FromResult(result);
        }

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command,
            CommandEventData eventData,
            InterceptionResult<int> result,
            CancellationToken cancellationToken = default
        )
        {
            Note(command);
            return ValueTask.FromResult(result);
        }

        public override ValueTask<InterceptionResult<object>> ScalarExecutingAsync(
            DbCommand command,
            CommandEventData eventData,
            InterceptionResult<object> result,
            CancellationToken cancellationToken = default
        )
        {
            Note(command);
            return ValueTask.FromResult(result);
        }

        private void Note(DbCommand command)
        {
            if (_inRequest.Value)
            {
                var table = Table().Match(command.CommandText);
                _tables.Enqueue(table.Success ? table.Groups["name"].Value : command.CommandText);
            }
        }

        [GeneratedRegex("(FROM|INTO|UPDATE) \"(?<name>[A-Za-z]+)\"")]
        private static partial Regex Table();
    }
}
