using Microsoft.Extensions.Logging;
using ProfileTwoFactor.Tests.Shared;

namespace ProfileTwoFactor.IntegrationTests.Sample;

/// <summary>Keeps the errors that sample sites log, beside the results: a test that got a 500 can't say why.</summary>
internal sealed class SampleErrorLog : ILoggerProvider
{
    private static readonly Lazy<TextWriter> Kept = new(() => KeptResults.Log("sample-errors"));

    public ILogger CreateLogger(string categoryName) => new Category(categoryName);

    public void Dispose() { }

    private sealed class Category(string name) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        )
        {
            if (IsEnabled(logLevel))
            {
                Kept.Value.WriteLine(
                    $"{DateTime.UtcNow:HH:mm:ss.fff} {name}[{eventId.Id}] {formatter(state, exception)} {exception}"
                );
            }
        }
    }
}
