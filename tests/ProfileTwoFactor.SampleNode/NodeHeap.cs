using System.Globalization;

namespace ProfileTwoFactor.SampleNode;

/// <summary><c>/node/heap</c>: how many bytes are alive in this process, after everything that isn't was collected.</summary>
internal sealed class NodeHeap : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
        app =>
        {
            app.Map(
                "/node/heap",
                heap =>
                    heap.Run(context =>
                        context.Response.WriteAsync(
                            Alive().ToString(CultureInfo.InvariantCulture),
                            context.RequestAborted
                        )
                    )
            );
            next(app);
        };

    private static long Alive()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        return GC.GetTotalMemory(forceFullCollection: false);
    }
}
