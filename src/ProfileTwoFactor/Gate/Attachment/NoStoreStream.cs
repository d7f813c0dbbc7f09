using Microsoft.AspNetCore.Http;
using ProfileTwoFactor.Http;

namespace ProfileTwoFactor.Gate.Attachment;

/// <summary>Marks the response before the first byte reaches a response cache that decides by the headers at that moment.</summary>
internal sealed class NoStoreStream(Stream inner, HttpResponse response) : Stream
{
    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count) =>
        Marked().Write(buffer, offset, count);

    public override void Write(ReadOnlySpan<byte> buffer) => Marked().Write(buffer);

    public override Task WriteAsync(
        byte[] buffer,
        int offset,
        int count,
        CancellationToken cancellationToken
    ) => Marked().WriteAsync(buffer, offset, count, cancellationToken);

    public override ValueTask WriteAsync(
        ReadOnlyMemory<byte> buffer,
        CancellationToken cancellationToken = default
    ) => Marked().WriteAsync(buffer, cancellationToken);

    public override void Flush() => Marked().Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) =>
        Marked().FlushAsync(cancellationToken);

    public override int Read(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private Stream Marked()
    {
        NoStore.Mark(response);
        return inner;
    }
}
