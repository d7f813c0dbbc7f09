namespace ProfileTwoFactor;

/// <summary>What the gate does with requests that lack a binding or a code.</summary>
public enum EnforcementMode
{
    /// <summary>It refuses them.</summary>
    Enforce,

    /// <summary>It counts them and lets them through. Sign-in and membership are still required.</summary>
    /// <remarks>
    /// No profile is protected by a second factor in this mode. Use it to find out what the gate would refuse before you rely on it. If a
    /// store or the cache doesn't answer, requests get 503 as with <see cref="Enforce"/>. The gate of accounts, and calls of the package that
    /// require a verification, still refuse.
    /// </remarks>
    ReportOnly,
}
