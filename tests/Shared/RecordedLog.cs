using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace ProfileTwoFactor.Tests.Shared;

/// <summary>Everything one host logged, apart from the other hosts of this process.</summary>
internal sealed class RecordedLog : ILoggerProvider
{
    private readonly ConcurrentQueue<Line> _lines = new();

    /// <summary>All of it, exceptions included.</summary>
    public string Text =>
        string.Join(
            '\n',
            _lines.Select(line =>
                $"{line.Level}: {line.Category}[{line.Event.Id}] {line.Event.Name}: {line.Text}"
            )
        );

    /// <summary>The messages of warnings and errors.</summary>
    public IReadOnlyList<string> Warnings =>
        [.. _lines.Where(line => line.Level >= LogLevel.Warning).Select(line => line.Text)];

    /// <summary>The names of the events that are warnings or errors.</summary>
    public IReadOnlyList<string?> WarningNames =>
        [.. _lines.Where(line => line.Level >= LogLevel.Warning).Select(line => line.Event.Name)];

    /// <summary>The messages of the categories that begin so.</summary>
    public IReadOnlyList<string> Of(string prefix) =>
        [
            .. _lines
                .Where(line => line.Category.StartsWith(prefix, StringComparison.Ordinal))
                .Select(line => line.Text),
        ];

    /// <summary>The same without exceptions.</summary>
    public IReadOnlyList<string> Messages(string prefix) =>
        [
            .. _lines
                .Where(line => line.Category.StartsWith(prefix, StringComparison.Ordinal))
                .Select(line => line.Message),
        ];

    /// <summary>The messages of the events with this name, without exceptions.</summary>
    public IReadOnlyList<string> Named(string name) =>
        [.. _lines.Where(line => line.Event.Name == name).Select(line => line.Message)];

    public ILogger CreateLogger(string categoryName) => new Logger(categoryName, _lines);

    public void Dispose() { }

    private sealed record Line(
        string Category,
        LogLevel Level,
        EventId Event,
        string Message,
        Exception? Exception
    )
    {
        public string Text => $"{Message} {Exception}";
    }

    private sealed class Logger(string category, ConcurrentQueue<Line> lines) : ILogger
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
        ) =>
            lines.Enqueue(new(category, logLevel, eventId, formatter(state, exception), exception));
    }
}
