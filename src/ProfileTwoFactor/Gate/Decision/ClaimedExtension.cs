namespace ProfileTwoFactor.Gate.Decision;

/// <summary>A decision whose extension one request has taken upon itself: until it is written or returned, no other finds it due.</summary>
internal readonly record struct ClaimedExtension(CachedDecision Decision, long Now, long LastActive)
{
    /// <summary>The extension was not written: the next active request tries again.</summary>
    public void Return() => Decision.ReturnExtension(Now, LastActive);
}
