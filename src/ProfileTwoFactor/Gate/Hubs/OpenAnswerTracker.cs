using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.ObjectPool;
using ProfileTwoFactor.Infrastructure;

namespace ProfileTwoFactor.Gate.Hubs;

/// <summary>Runs the code of gated endpoints and hands answers that take long to the watcher, which ends them with their proof.</summary>
internal sealed class OpenAnswerTracker(
    OpenAnswerList list,
    LiveConnectionRegistry connections,
    IEnumerable<IAnswerProof> kinds,
    AnswerEnding ending,
    Tenants tenants,
    IServiceProvider root,
    TimeProvider time
) : IPooledObjectPolicy<OpenAnswer>
{
    private readonly IAnswerProof[] _kinds = [.. kinds];
    private ObjectPool<OpenAnswer>? _pool;

    /// <summary>Answers that ended before they were long: the next ones use their objects, so that they cost no garbage.</summary>
    private ObjectPool<OpenAnswer> Spare =>
        _pool ??= new DefaultObjectPool<OpenAnswer>(this, maximumRetained: 256);

    public IServiceProvider Root { get; } = root;

    public Tenants Tenants { get; } = tenants;

    public AnswerEnding Ending { get; } = ending;

    /// <summary>The proofs with which an endpoint's answers end; empty when they may continue without.</summary>
    public IReadOnlyList<IAnswerProof> ProofsOf(Endpoint endpoint) =>
        endpoint.Metadata.GetMetadata<KeepAnswersOpenWithoutProofAttribute>() is null
            ? [.. _kinds.Where(kind => kind.IsDemandedBy(endpoint))]
            : [];

    public async Task RunAsync(
        HttpContext context,
        Endpoint endpoint,
        IReadOnlyList<IAnswerProof> proofs,
        RequestDelegate next
    )
    {
        var answer = Spare.Get();
        try
        {
            answer.Begin(context, endpoint, proofs, time.GetUtcNow());
        }
        catch (DependencyUnavailableException exception)
        {
            // A public link asks for no tenant until here, and without one nothing could ever be asked about the answer.
            answer.Forget();
            Spare.Return(answer);
            await Ending.RefuseAsync(context, endpoint, exception);
            return;
        }

        list.Add(answer);
        try
        {
            await next(context);
        }
        finally
        {
            await answer.CompleteAsync();
            (answer.Farewell as IDisposable)?.Dispose();
            if (list.Remove(answer))
            {
                answer.Forget();
                Spare.Return(answer);
            }
            else
            {
                connections.Remove(answer);
            }
        }
    }

    public OpenAnswer Create() => new(this);

    public bool Return(OpenAnswer obj) => true;
}
