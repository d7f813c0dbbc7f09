using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.ObjectPool;
using ProfileTwoFactor.Gate.Decision;
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

    public Task RunAsync(
        HttpContext context,
        Endpoint endpoint,
        IReadOnlyList<IAnswerProof> proofs,
        in AdmittedBy admitted,
        RequestDelegate next
    )
    {
        var answer = Spare.Get();
        try
        {
            answer.Begin(context, endpoint, proofs, admitted, time.GetUtcNow());
        }
        catch (DependencyUnavailableException exception)
        {
            // A public link asks for no tenant until here, and without one nothing could ever be asked about the answer.
            answer.Forget();
            Spare.Return(answer);
            return Ending.RefuseAsync(context, endpoint, exception);
        }

        list.Add(answer);
        Task running;
        try
        {
            running = next(context);
        }
        catch (Exception exception)
        {
            running = Task.FromException(exception);
        }

        // Waited for only where it has to be, so that an answer that is written at once costs no state machine.
        if (!running.IsCompletedSuccessfully)
        {
            return FinishAsync(answer, running);
        }

        var completing = answer.CompleteAsync();
        if (!completing.IsCompletedSuccessfully)
        {
            return CompleteAsync(answer, completing);
        }

        Release(answer);
        return Task.CompletedTask;
    }

    private async Task FinishAsync(OpenAnswer answer, Task running)
    {
        try
        {
            await running;
        }
        finally
        {
            await CompleteAsync(answer, answer.CompleteAsync());
        }
    }

    private async Task CompleteAsync(OpenAnswer answer, ValueTask completing)
    {
        await completing;
        Release(answer);
    }

    private void Release(OpenAnswer answer)
    {
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

    public OpenAnswer Create() => new(this);

    public bool Return(OpenAnswer obj) => true;
}
