using System.Collections.Concurrent;

namespace ProfileTwoFactor.BrowserTests.Infrastructure;

/// <summary>A sample site of one test, with an empty database, its time and the browsers that are open on it.</summary>
internal abstract class Site : IAsyncDisposable
{
    private readonly ConcurrentQueue<Visitor> _visitors = new();

    /// <summary>Scheme, host and port, without a slash at the end.</summary>
    public abstract string Address { get; }

    /// <summary>Everything the site has logged so far.</summary>
    public abstract string Output { get; }

    /// <summary>What time it is on the site.</summary>
    public abstract DateTimeOffset Now { get; }

    public IReadOnlyCollection<Visitor> Visitors => _visitors;

    /// <summary>Lets time pass on the site. The browsers' clocks are their own.</summary>
    public abstract Task PassAsync(TimeSpan time);

    /// <summary>Visitors stay until the test is over, so that a failed test can show what they saw.</summary>
    public void Add(Visitor visitor) => _visitors.Enqueue(visitor);

    public async ValueTask DisposeAsync()
    {
        // Before the site, which would wait for their connections.
        foreach (var visitor in _visitors)
        {
            await visitor.CloseAsync();
        }

        await StopAsync();
    }

    protected abstract Task StopAsync();
}
