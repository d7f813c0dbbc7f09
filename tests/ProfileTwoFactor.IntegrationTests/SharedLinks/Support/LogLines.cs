using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace ProfileTwoFactor.IntegrationTests.SharedLinks.Support;

/// <summary>Every log message with its exception, state and category.</summary>
public sealed class LogLines : ILoggerProvider
{
    private readonly ConcurrentQueue<(string Category, string Text)> _lines = [];

    public IReadOnlyList<string> Of(string prefix) =>
        [
            .. _lines
                .Where(line => line.Category.StartsWith(prefix, StringComparison.Ordinal))
                .Select(line => line.Text),
        ];

    public ILogger CreateLogger(string categoryName) => new Logger(categoryName, _lines);

    public void Dispose() { }

    private sealed class Logger(string category, ConcurrentQueue<(string, string)> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => lines.Enqueue((category, $"{formatter(state, exception)} {exception}"));
    }
}
