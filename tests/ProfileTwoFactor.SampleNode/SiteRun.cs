using System.Diagnostics;
using System.Reflection;

namespace ProfileTwoFactor.SampleNode;

/// <summary>The sample's own program, once. It builds its host by itself; as the framework's test host does, we hear of it and replace what tests need otherwise.</summary>
internal sealed class SiteRun(string[] args)
{
    // The host is built by the thread that runs the program, so that each run hears of its own host only.
    private static readonly AsyncLocal<SiteRun?> Current = new();

    private readonly TaskCompletionSource<IHost> _built = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );

    static SiteRun() =>
        DiagnosticListener.AllListeners.Subscribe(
            new HostBuildingObserver(
                builder =>
                    builder.ConfigureServices(
                        (context, services) => NodeServices.Replace(context.Configuration, services)
                    ),
                host => Current.Value?._built.TrySetResult(host)
            )
        );

    /// <summary>The host, when it is built; faulted when the program ended before.</summary>
    public Task<IHost> Built => _built.Task;

    /// <summary>Runs the program to its end.</summary>
    public void Run()
    {
        Current.Value = this;
        typeof(HeatmapSite.Data.HeatmapDbContext).Assembly.EntryPoint!.Invoke(
            obj: null,
            BindingFlags.DoNotWrapExceptions,
            binder: null,
            [args],
            culture: null
        );
    }

    /// <summary>Runs the program on a thread of its own.</summary>
    /// <returns>Its end.</returns>
    public Task RunAside() =>
        Task.Factory.StartNew(
            () =>
            {
                try
                {
                    Run();
                }
                catch (Exception exception)
                {
                    _built.TrySetException(exception);
                    throw;
                }
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );
}
