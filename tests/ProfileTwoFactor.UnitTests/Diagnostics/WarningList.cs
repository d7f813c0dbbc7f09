using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace ProfileTwoFactor.UnitTests.Diagnostics;

/// <summary>The names of the warnings that were logged.</summary>
internal sealed class WarningList : ILoggerProvider, ILogger
{
    public ConcurrentQueue<string?> Names { get; } = [];

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

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
            Names.Enqueue(eventId.Name);
        }
    }

    public void Dispose() { }
}
