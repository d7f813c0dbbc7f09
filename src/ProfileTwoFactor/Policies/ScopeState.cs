namespace ProfileTwoFactor.Policies;

/// <summary>What this process remembers of a scope: names of its cookies, and which decisions about it still count.</summary>
internal sealed class ScopeState(
    TwoFactorScope scope,
    string[] windowCookies,
    Action<TwoFactorScope> changed
)
{
    private object _generation = new();
    private OffReading? _off;
    private OffReading? _offInBackground;
    private EnforcedDate? _enforced;
    private string? _seenEpoch;

    public TwoFactorScope Scope { get; } = scope;

    public string WindowCookie => WindowCookies[^1];

    /// <summary>Every name the window cookie may have, the hardest to plant first. Which one a browser takes depends on how it reached the site.</summary>
    public string[] WindowCookies { get; } = windowCookies;

    public string PendingCookie { get; } = ScopeCookies.NameFor(scope, ScopeCookies.PendingPrefix);

    /// <summary>What nodes call the scope when they talk to each other; 0 until one does. Only one thread uses it.</summary>
    public UInt128 NodesName { get; set; }

    /// <summary>A decision counts only while the generation it was read under is this very object.</summary>
    public object Generation => Volatile.Read(ref _generation);

    /// <summary>The last reading that two-factor authentication is off. One for all members: it hangs on nothing a caller presents.</summary>
    public OffReading? Off
    {
        get => Volatile.Read(ref _off);
        set => Volatile.Write(ref _off, value);
    }

    /// <summary>The same, as background work found it. Requests don't believe it.</summary>
    public OffReading? OffInBackground
    {
        get => Volatile.Read(ref _offInBackground);
        set => Volatile.Write(ref _offInBackground, value);
    }

    /// <summary>The date that this process has seen pass.</summary>
    public EnforcedDate? Enforced
    {
        get => Volatile.Read(ref _enforced);
        set => Volatile.Write(ref _enforced, value);
    }

    /// <summary>The epoch that the store named last; null when there is none. Never believed: it says which binding to ask for together with the policy.</summary>
    public string? SeenEpoch
    {
        get => Volatile.Read(ref _seenEpoch);
        set => Volatile.Write(ref _seenEpoch, value);
    }

    /// <summary>Voids every decision about the scope, also those being read right now and put back later.</summary>
    public void Invalidate()
    {
        Volatile.Write(ref _generation, new object());
        changed(Scope);
    }
}
