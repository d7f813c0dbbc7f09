using Microsoft.Extensions.Options;
using ProfileTwoFactor.Infrastructure;

namespace ProfileTwoFactor.Policies;

/// <summary>The scopes that this process knows, and their changes. Code that changes a scope reports it here.</summary>
internal sealed class ScopeRegistry(
    IOptions<ProfileTwoFactorOptions> options,
    WindowCookieShape cookies,
    TimeProvider time
)
{
    private static readonly object ClosedMark = new();

    private readonly long _lifetime = options.Value.DecisionLifetime.Ticks;
    private readonly TwoGenerationCache<TwoFactorScope, ScopeState> _scopes = new(
        options.Value.DecisionCapacity
    );
    private readonly TwoGenerationCache<string, object> _closed = new(
        options.Value.DecisionCapacity
    );
    private long _lastClosedAt;

    /// <summary>Raised after the decisions of a scope were voided. Handlers run inside a request and must be quick.</summary>
    public event Action<TwoFactorScope>? Changed;

    /// <summary>Raised, with the cookie's value, after the window of one browser was closed. Handlers run inside a request and must be quick.</summary>
    public event Action<string>? WindowClosed;

    /// <summary>Raised after a change that was made in this process and not yet on other nodes. Handlers run inside a request and must be quick.</summary>
    public event Action<TwoFactorScope>? ChangedHere;

    /// <summary>The same, with the cookie's value, for the window of one browser.</summary>
    public event Action<string>? ClosedHere;

    /// <summary>Raised when a scope was found whose members must verify from a date. Handlers run inside a request and must be quick.</summary>
    public event Action<TwoFactorScope, DateTimeOffset>? Scheduled;

    /// <summary>What decisions may be kept of. Some may come twice.</summary>
    public IEnumerable<ScopeState> Known => _scopes.Entries.Select(entry => entry.Value);

    /// <remarks>A scope that was dropped comes back with a new generation, so decisions kept from before can't count again.</remarks>
    public ScopeState Scope(TwoFactorScope scope) =>
        _scopes.TryGet(scope, out var known)
            ? known
            : _scopes.GetOrAdd(
                scope,
                created => new ScopeState(created, cookies.NamesOf(created), OnChanged)
            );

    /// <summary>Called after every change made in this process; other nodes see it within the lifetime of a decision, or at once by a backplane.</summary>
    public void Invalidate(TwoFactorScope scope)
    {
        Scope(scope).Invalidate();
        ChangedHere?.Invoke(scope);
    }

    /// <summary>At this date, what is open without a code must end.</summary>
    public void Announce(TwoFactorScope scope, DateTimeOffset date) =>
        Scheduled?.Invoke(scope, date);

    /// <summary>Voids the decisions that hang on one browser's window, also those being read right now, and no others.</summary>
    /// <remarks>Remembered for as long as a decision can live: what was read before expires.</remarks>
    public void CloseWindow(string cookie)
    {
        EndWindow(cookie);
        TellClosed(cookie);
    }

    /// <summary>The window of a cookie is gone, and this process keeps nothing of it. Other nodes may.</summary>
    public void TellClosed(string cookie) => ClosedHere?.Invoke(cookie);

    /// <summary>The same as <see cref="CloseWindow"/> for a window that was closed on another node.</summary>
    public void EndWindow(string cookie)
    {
        _closed.Set(cookie, ClosedMark);
        Volatile.Write(ref _lastClosedAt, time.GetUtcNow().UtcTicks);
        WindowClosed?.Invoke(cookie);
    }

    /// <summary>Whether the window of a cookie was closed so lately that a decision from before could still be kept.</summary>
    /// <remarks>Without a sign-out in the last seconds no request looks the cookie up. A clock that was set back looks it up for longer.</remarks>
    public bool IsClosed(string? cookie, long now) =>
        now - Volatile.Read(ref _lastClosedAt) <= _lifetime
        && cookie is not null
        && _closed.TryGet(cookie, out _);

    private void OnChanged(TwoFactorScope scope) => Changed?.Invoke(scope);
}
