using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace ProfileTwoFactor.IntegrationTests.OpenAnswers.Support;

/// <summary>What the endpoints under test write, item by item, when the test says so.</summary>
public sealed class Ticker
{
    private readonly ConcurrentQueue<Channel<string>> _readers = new();

    /// <summary>Set when an endpoint's own code has ended.</summary>
    public TaskCompletionSource Stopped { get; } =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Without a token: code that pays no heed to the end of its request.</summary>
    public async IAsyncEnumerable<string> ItemsAsync(
        [EnumeratorCancellation] CancellationToken cancelled = default
    )
    {
        var items = Channel.CreateUnbounded<string>();
        items.Writer.TryWrite("first");
        _readers.Enqueue(items);
        try
        {
            await foreach (var item in items.Reader.ReadAllAsync(cancelled))
            {
                yield return item;
            }
        }
        finally
        {
            Stopped.TrySetResult();
        }
    }

    public void Write(string item)
    {
        foreach (var reader in _readers)
        {
            reader.Writer.TryWrite(item);
        }
    }

    public void Complete()
    {
        foreach (var reader in _readers)
        {
            reader.Writer.TryComplete();
        }
    }
}
