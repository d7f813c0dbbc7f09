using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using ProfileTwoFactor.Callers;
using ProfileTwoFactor.Gate.Decision;
using ProfileTwoFactor.Http;

namespace ProfileTwoFactor.Gate.Hubs;

/// <summary>A gated answer that is being written. It ends with the proof it was admitted with.</summary>
/// <remarks>Used for one answer after another, as long as none of them was handed to the watcher.</remarks>
internal sealed class OpenAnswer(OpenAnswerTracker owner) : LiveConnection
{
    private const int Open = 0;
    private const int Ending = 1;
    private const int Over = 2;

    private HttpContext _context = null!;
    private Endpoint _endpoint = null!;
    private IReadOnlyList<IAnswerProof> _proofs = [];
    private RequestParts _parts;
    private string _tenant = "";
    private GateDecision? _profile;
    private GateDecision? _account;
    private ConnectionSnapshot? _snapshot;
    private TaskCompletionSource? _answered;
    private TaskCompletionSource? _ended;
    private TwoFactorError? _reason;
    private int _state;
    private int _ends;

    public DateTimeOffset BegunAt { get; private set; }

    public override Endpoint Endpoint => _endpoint;

    public ClaimsPrincipal User => _parts.User;

    /// <summary>The link that let the answer in, for endpoints behind one.</summary>
    public SharedLink? Link => _profile?.Link;

    /// <summary>Made when the answer is asked about for the first time, which most never are.</summary>
    public override ConnectionSnapshot Snapshot =>
        _snapshot ??= ConnectionSnapshot.Create(_parts, owner.Root, _tenant, _profile?.Profile?.Id);

    /// <summary>The accounts that were decided about, for endpoints that want their second factor.</summary>
    public IReadOnlyList<TwoFactorAccount> Accounts => _account?.Accounts ?? [];

    public IAnswerFarewell? Farewell { get; private set; }

    public bool IsOver => Volatile.Read(ref _state) == Over;

    // The answer's place in the list.
    public OpenAnswerList.Part? Part { get; set; }

    public OpenAnswer? Previous { get; set; }

    public OpenAnswer? Next { get; set; }

    public void Begin(
        HttpContext context,
        Endpoint endpoint,
        IReadOnlyList<IAnswerProof> proofs,
        in AdmittedBy admitted,
        DateTimeOffset now
    )
    {
        _context = context;
        (_profile, _account) = (admitted.Profile, admitted.Account);
        var decided = _profile ?? _account;
        _parts = new RequestParts(
            context,
            complete: owner.Tenants.AreResolved || MachineCallerFinder.IsMarked(context),
            decided?.Endpoint,
            decided?.Route
        );
        _tenant = owner.Tenants.Of(context);
        _proofs = proofs;
        _endpoint = endpoint;
        BegunAt = now;
        Farewell = (IAnswerFarewell?)GrpcFarewell.For(context) ?? SocketFarewell.For(context);
        Volatile.Write(ref _state, Open);
    }

    /// <summary>Lets go of the request. Only for an answer that the watcher never had.</summary>
    public void Forget()
    {
        _context = null!;
        _parts = default;
        _profile = null;
        _account = null;
        Farewell = null;
    }

    /// <summary>From now on the answer counts as long, and changes concern it.</summary>
    public void Watch()
    {
        if (_profile is not null)
        {
            Admitted(_profile.With(Accounts));
        }
        else if (_account is not null)
        {
            Admitted(_account);
        }
    }

    public override async ValueTask<GateDecision> AskAsync(IServiceProvider services)
    {
        GateDecision? decision = null;
        foreach (var proof in _proofs)
        {
            decision = await proof.AskAgainAsync(this, services);
            if (!decision.Admits)
            {
                return decision;
            }
        }

        // No kind of proof to ask: nothing says that the answer may go on.
        return decision ?? new GateDecision(GateStatus.Unavailable, Endpoint);
    }

    public override async Task EndAsync(GateDecision decision)
    {
        if (Interlocked.Exchange(ref _ends, 1) != 0)
        {
            return;
        }

        _reason = owner.Ending.Explain(this, decision);
        _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        if (Interlocked.CompareExchange(ref _state, Ending, Open) != Open)
        {
            return;
        }

        // From here until the end of this method the request waits, so that the server can't use its objects for another one.
        try
        {
            if (Farewell is { } farewell)
            {
                await owner.Ending.SayGoodbyeAsync(farewell, _reason, _answered.Task);
            }

            if (!_answered.Task.IsCompleted)
            {
                _context.Abort();
            }
        }
        finally
        {
            _ended.SetResult();
        }

        owner.Ending.Ended(Endpoint, _reason);
    }

    /// <summary>The endpoint's code has ended.</summary>
    public ValueTask CompleteAsync() =>
        Interlocked.CompareExchange(ref _state, Over, Open) == Open
            ? ValueTask.CompletedTask
            : new ValueTask(CompleteEndedAsync());

    private async Task CompleteEndedAsync()
    {
        _answered!.SetResult();
        await _ended!.Task;
        Farewell?.Complete(_context, _reason!);
        Volatile.Write(ref _state, Over);
    }
}
