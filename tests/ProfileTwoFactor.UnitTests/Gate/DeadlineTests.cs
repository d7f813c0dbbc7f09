using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Infrastructure;

namespace ProfileTwoFactor.UnitTests.Gate;

public sealed class DeadlineTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_call_that_ignores_its_token_is_waited_for_no_longer_than_the_deadline()
    {
        var never = new TaskCompletionSource<int>();

        var failure = await Assert.ThrowsAsync<DependencyUnavailableException>(() =>
            Create().CallAsync(DependencyNames.Cache, 0, (_, _) => never.Task).AsTask()
        );

        Assert.Equal(DependencyNames.Cache, failure.Dependency);
    }

    [Fact]
    public async Task A_call_that_hangs_is_cancelled()
    {
        var stopped = new TaskCompletionSource();

        await Assert.ThrowsAsync<DependencyUnavailableException>(() =>
            Create()
                .CallAsync(
                    DependencyNames.Cache,
                    stopped,
                    static async (stopped, token) =>
                    {
                        token.Register(stopped.SetResult);
                        await Task.Delay(Timeout.Infinite, CancellationToken.None);
                    }
                )
        );

        await stopped.Task.WaitAsync(Patience);
    }

    /// <summary>Sources are used again. What a call left registered must not hear of the next one's deadline.</summary>
    [Fact]
    public async Task A_call_that_was_answered_is_not_cancelled_by_the_deadline_of_the_next_one()
    {
        var options = new ProfileTwoFactorOptions { DependencyTimeout = Patience };
        var deadline = Create(options);
        var first = 0;
        for (var call = 0; call < 20; call++)
        {
            await deadline.CallAsync(
                DependencyNames.Cache,
                0,
                (_, token) =>
                {
                    Assert.False(token.IsCancellationRequested);
                    token.Register(() => first++);
                    return Task.FromResult(true);
                }
            );
        }

        var stopped = new TaskCompletionSource();
        // Only what hangs is given up soon: a call that a busy machine holds up would be canceled as well.
        options.DependencyTimeout = Soon;
        await Assert.ThrowsAsync<DependencyUnavailableException>(() =>
            deadline
                .CallAsync(
                    DependencyNames.Cache,
                    stopped,
                    static async (stopped, token) =>
                    {
                        token.Register(stopped.SetResult);
                        return await new TaskCompletionSource<bool>().Task;
                    }
                )
                .AsTask()
        );
        await stopped.Task.WaitAsync(Patience);

        Assert.Equal(0, first);
        // A source that was canceled is not used again.
        options.DependencyTimeout = Patience;
        Assert.False(
            await deadline.CallAsync(
                DependencyNames.Cache,
                0,
                (_, token) => Task.FromResult(token.IsCancellationRequested)
            )
        );
    }

    [Fact]
    public async Task A_stream_that_hangs_at_a_row_fails_there_and_is_cancelled()
    {
        var stopped = new TaskCompletionSource();
        var rows = new List<int>();

        var failure = await Assert.ThrowsAsync<DependencyUnavailableException>(async () =>
        {
            var stream = Create()
                .EachAsync(DependencyNames.SecretStore, stopped, Rows, CancellationToken.None);
            await foreach (var row in stream)
            {
                rows.Add(row);
            }
        });

        Assert.Equal(DependencyNames.SecretStore, failure.Dependency);
        Assert.Equal([1], rows);
        await stopped.Task.WaitAsync(Patience);
    }

    [Fact]
    public async Task A_stream_is_read_whole_and_closed()
    {
        var closed = new TaskCompletionSource();
        var rows = new List<int>();

        var stream = Create(new() { DependencyTimeout = Patience })
            .EachAsync(DependencyNames.SecretStore, closed, Three, CancellationToken.None);
        await foreach (var row in stream)
        {
            rows.Add(row);
        }

        Assert.Equal([1, 2, 3], rows);
        Assert.True(closed.Task.IsCompletedSuccessfully);
    }

    private static async IAsyncEnumerable<int> Rows(
        TaskCompletionSource stopped,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken token
    )
    {
        yield return 1;
        token.Register(stopped.SetResult);
        await Task.Delay(Timeout.Infinite, CancellationToken.None);
        yield return 2;
    }

    private static async IAsyncEnumerable<int> Three(
        TaskCompletionSource closed,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken token
    )
    {
        try
        {
            for (var i = 1; i <= 3; i++)
            {
                token.ThrowIfCancellationRequested();
                await Task.Yield();
                yield return i;
            }
        }
        finally
        {
            closed.SetResult();
        }
    }

    private static Deadline Create(ProfileTwoFactorOptions? options = null)
    {
        var services = new ServiceCollection();
        services.AddMetrics();
        services.AddLogging();
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<TwoFactorMetrics>();
        services.AddSingleton<CircuitRegistry>();
        services.AddSingleton(Options.Create(options ?? new() { DependencyTimeout = Soon }));
        services.AddSingleton<Deadline>();
        return services.BuildServiceProvider().GetRequiredService<Deadline>();
    }
}
