using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.ObjectPool;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Gate.Challenges;
using ProfileTwoFactor.Gate.Decision;
using ProfileTwoFactor.Gate.Internal;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Outcomes.Internal;

namespace ProfileTwoFactor.Gate.Hubs;

/// <summary>Runs the code of gated endpoints and hands answers that take long to the watcher, which ends them with their proof.</summary>
internal sealed class OpenAnswerTracker(
    OpenAnswerList list,
    LiveConnectionRegistry connections,
    IEnumerable<IAnswerProof> kinds,
    GateChallenge challenge,
    Tenants tenants,
    IServiceProvider root,
    TimeProvider time,
    IOptions<ProfileTwoFactorOptions> options,
    ILogger<OpenAnswerTracker> logger
) : IPooledObjectPolicy<OpenAnswer>
{
    private readonly IAnswerProof[] _kinds = [.. kinds];
    private readonly TimeSpan _timeout = options.Value.DependencyTimeout;
    private ObjectPool<OpenAnswer>? _pool;

    /// <summary>Answers that ended before they were long: the next ones use their objects, so that they cost no garbage.</summary>
    private ObjectPool<OpenAnswer> Spare =>
        _pool ??= new DefaultObjectPool<OpenAnswer>(this, maximumRetained: 256);

    public IServiceProvider Root { get; } = root;

    public Tenants Tenants { get; } = tenants;

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
            GateLog.GateUnavailable(logger, exception.Dependency, exception);
            answer.Forget();
            Spare.Return(answer);
            await challenge.AnswerAsync(context, new(GateStatus.Unavailable, endpoint));
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

    /// <summary>The reason in the contract's words. An answer ends also when it can't be put into words.</summary>
    public TwoFactorError Explain(OpenAnswer answer, GateDecision decision)
    {
        try
        {
            return challenge.ErrorOf(answer.Snapshot.Context, decision);
        }
        catch (Exception exception)
        {
            ConnectionLog.ConnectionNotTold(logger, exception);
            return TwoFactorErrorFactory.Unavailable();
        }
    }

    /// <summary>For the goodbye and the end of the endpoint's code, but not for long: neither a client that reads nothing nor code that goes on may keep the answer open.</summary>
    public async Task SayGoodbyeAsync(
        IAnswerFarewell farewell,
        TwoFactorError reason,
        Task answered
    )
    {
        try
        {
            if (await farewell.BeginAsync(reason).WaitAsync(_timeout, time))
            {
                await answered.WaitAsync(_timeout, time);
            }
        }
        catch (Exception exception)
        {
            ConnectionLog.ConnectionNotTold(logger, exception);
        }
    }

    public void Ended(Endpoint endpoint, TwoFactorError reason) =>
        ConnectionLog.AnswerEnded(logger, endpoint.DisplayName, reason.Code);
}
