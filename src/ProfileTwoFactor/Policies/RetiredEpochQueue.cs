using System.Collections.Concurrent;
using System.Threading.Channels;

namespace ProfileTwoFactor.Policies;

/// <summary>Scopes whose ended epochs wait for deletion. Bounded: what does not fit is found again at the next read of the policy.</summary>
internal sealed class RetiredEpochQueue
{
    private readonly Channel<TwoFactorScope> _channel = Channel.CreateBounded<TwoFactorScope>(1024);
    private readonly ConcurrentDictionary<TwoFactorScope, bool> _waiting = new();

    public void Enqueue(TwoFactorScope scope)
    {
        if (_waiting.TryAdd(scope, true) && !_channel.Writer.TryWrite(scope))
        {
            _waiting.TryRemove(scope, out _);
        }
    }

    public async IAsyncEnumerable<TwoFactorScope> ReadAllAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await foreach (var scope in _channel.Reader.ReadAllAsync(cancellationToken))
        {
            _waiting.TryRemove(scope, out _);
            yield return scope;
        }
    }
}
