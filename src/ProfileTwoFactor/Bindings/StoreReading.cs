namespace ProfileTwoFactor.Bindings;

/// <summary>What this process last read of one store's clock.</summary>
internal sealed class StoreReading
{
    private volatile ClockReading? _last;
    private volatile bool _isStoresOwn;
    private volatile bool _told;

    /// <summary>Null when it must be read again.</summary>
    public ClockReading? Last
    {
        get => _last;
        set => _last = value;
    }

    /// <summary>The store runs on this machine, and there is nothing to compare.</summary>
    public bool IsStoresOwn
    {
        get => _isStoresOwn;
        set => _isStoresOwn = value;
    }

    /// <summary>Whether the log says already that they differ.</summary>
    public bool Told
    {
        get => _told;
        set => _told = value;
    }
}
