using System.Net;

namespace ProfileTwoFactor.IntegrationTests.Endpoints;

/// <summary>A body sent in chunks, so that the server learns its length only by reading.</summary>
internal sealed class UnknownLengthContent : HttpContent
{
    private readonly byte[] _bytes;

    public UnknownLengthContent(byte[] bytes, string? contentType)
    {
        _bytes = bytes;
        if (contentType is not null)
        {
            Headers.TryAddWithoutValidation("Content-Type", contentType);
        }
    }

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        // In small pieces: a reader that takes one read for the whole body sees only the first.
        for (var at = 0; at < _bytes.Length; at += 700)
        {
            await stream.WriteAsync(_bytes.AsMemory(at, Math.Min(700, _bytes.Length - at)));
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
