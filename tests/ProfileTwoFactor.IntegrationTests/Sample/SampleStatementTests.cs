using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ProfileTwoFactor.IntegrationTests.Sample;

/// <summary>What a gated request of the sample asks its database.</summary>
public sealed class SampleStatementTests
{
    [Fact]
    public async Task GatedList_OfAVerifiedMember_AsksTheDirectoryOnce()
    {
        using var statements = new StatementLog();
        using var site = new SampleSite
        {
            Settings = { ["Logging:LogLevel:Microsoft.EntityFrameworkCore"] = "Information" },
            Replace = services => services.AddSingleton<ILoggerProvider>(statements),
        };
        var owner = await site.SignedInAsync("olivia");
        await owner.EnableAsync();
        await owner.GetAsync("/api/p/acme/heatmaps");
        statements.All.Clear();

        var answer = await owner.GetAsync("/api/p/acme/heatmaps");

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Single(
            statements.All,
            statement => statement.Contains("OwnerMemberId", StringComparison.Ordinal)
        );
        Assert.Single(
            statements.All,
            statement => statement.Contains("\"Heatmaps\"", StringComparison.Ordinal)
        );
    }

    private sealed class StatementLog : ILoggerProvider, ILogger
    {
        private const string Category = "Microsoft.EntityFrameworkCore.Database.Command";
        private const string Executed =
            "Microsoft.EntityFrameworkCore.Database.Command.CommandExecuted";

        public ConcurrentQueue<string> All { get; } = new();

        public ILogger CreateLogger(string categoryName) =>
            categoryName == Category
                ? this
                : Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        )
        {
            if (eventId.Name == Executed)
            {
                All.Enqueue(formatter(state, exception));
            }
        }

        public void Dispose() { }
    }
}
