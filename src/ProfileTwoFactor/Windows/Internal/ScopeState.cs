namespace ProfileTwoFactor.Internal;

/// <summary>What this process remembers of a scope: names of its cookies, and which decisions about it still count.</summary>
internal sealed class ScopeState(TwoFactorScope scope, Action<TwoFactorScope> changed)
{
    private object _generation = new();

    public TwoFactorScope Scope { get; } = scope;

    public string WindowCookie { get; } = ScopeCookies.NameFor(scope, ScopeCookies.WindowPrefix);

    public string PendingCookie { get; } = ScopeCookies.NameFor(scope, ScopeCookies.PendingPrefix);

    /// <summary>A decision counts only while the generation it was read under is this very object.</summary>
    public object Generation => Volatile.Read(ref _generation);

    /// <summary>Voids every decision about the scope, also those being read right now and put back later.</summary>
    public void Invalidate()
    {
        Volatile.Write(ref _generation, new object());
        changed(Scope);
    }
}
