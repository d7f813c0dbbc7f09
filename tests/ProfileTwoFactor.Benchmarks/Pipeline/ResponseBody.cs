using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;

namespace ProfileTwoFactor.Benchmarks.Pipeline;

/// <summary>Takes the response's bytes into one reused buffer.</summary>
internal sealed class ResponseBody(PooledExchange exchange) : PipeWriter, IHttpResponseBodyFeature
{
    private readonly byte[] _buffer = new byte[64 * 1024];
    private int _length;
    private Stream? _stream;

    public ReadOnlySpan<byte> LastWritten => _buffer.AsSpan(0, _length);

    public Stream Stream => _stream ??= AsStream();

    public PipeWriter Writer => this;

    public override bool CanGetUnflushedBytes => true;

    public override long UnflushedBytes => 0;

    public void Clear() => _length = 0;

    public void DisableBuffering() { }

    public Task StartAsync(CancellationToken cancellationToken = default) =>
        exchange.StartAsync(cancellationToken);

    public Task SendFileAsync(
        string path,
        long offset,
        long? count,
        CancellationToken cancellationToken = default
    ) => throw new NotSupportedException();

    public Task CompleteAsync() => exchange.StartAsync(CancellationToken.None);

    public override void Advance(int bytes) => _length += bytes;

    public override Memory<byte> GetMemory(int sizeHint = 0) => _buffer.AsMemory(_length);

    public override Span<byte> GetSpan(int sizeHint = 0) => _buffer.AsSpan(_length);

    public override void CancelPendingFlush() { }

    public override void Complete(Exception? exception = null) { }

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        var started = exchange.StartAsync(cancellationToken);
        return started.IsCompletedSuccessfully ? default : Started(started);
    }

    private static async ValueTask<FlushResult> Started(Task started)
    {
        await started;
        return default;
    }
}
