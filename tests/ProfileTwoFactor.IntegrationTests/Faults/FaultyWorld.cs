using ProfileTwoFactor.IntegrationTests.Engine;

namespace ProfileTwoFactor.IntegrationTests.Faults;

/// <summary>Counts the calls to every dependency together and breaks the n-th.</summary>
internal sealed class FaultyWorld
{
    private readonly TestEngine _engine;
    private int _calls;

    public FaultyWorld(TestEngine engine) => _engine = engine;

    public int Calls => Volatile.Read(ref _calls);

    /// <summary>From now on the n-th call throws, or never returns.</summary>
    public void Break(int number, bool hang)
    {
        _calls = 0;
        Task Tick() =>
            StoreScript.IsBackground || Interlocked.Increment(ref _calls) != number
                ? Task.CompletedTask
            : hang ? new TaskCompletionSource().Task
            : Task.FromException(new IOException("The connection broke."));
        _engine.Store.Before = _ => Tick();
        _engine.Host.Cache.Before = _ => Tick();
        _engine.Host.Directory.Before = Tick;
        if (hang)
        {
            _engine.Host.GiveUpSoon();
        }
    }

    public void Heal()
    {
        _engine.Host.BePatient();
        _engine.Store.Reset();
        _engine.Host.Cache.Before = null;
        _engine.Host.Directory.Before = null;
    }
}
