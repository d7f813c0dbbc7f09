namespace ProfileTwoFactor.SampleNode;

/// <summary>The log of one node, in a file of its own: several nodes in a process have one console between them.</summary>
internal sealed class FileLog(string file) : ILoggerProvider
{
    private readonly StreamWriter _writer = new(
        new FileStream(file, FileMode.Append, FileAccess.Write, FileShare.ReadWrite)
    )
    {
        AutoFlush = true,
    };

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void Dispose()
    {
        lock (_writer)
        {
            _writer.Dispose();
        }
    }

    private void Write(string text)
    {
        lock (_writer)
        {
            if (_writer.BaseStream is { CanWrite: true })
            {
                _writer.WriteLine(text);
            }
        }
    }

    private sealed class Logger(FileLog log, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) =>
            log.Write(
                $"{TimeProvider.System.GetUtcNow():HH:mm:ss.fff} {logLevel} {category}[{eventId}] {formatter(state, exception)}{(exception is null ? "" : Environment.NewLine + exception)}"
            );
    }
}
