namespace ProfileTwoFactor.Windows;

/// <summary>A window as the cache tells it.</summary>
/// <param name="VerifiedAt">When the code was proven.</param>
/// <param name="LastActive">The last active request that was written down.</param>
/// <param name="Key">Under which it lies.</param>
internal readonly record struct WindowState(
    DateTimeOffset VerifiedAt,
    DateTimeOffset LastActive,
    WindowKey Key
)
{
    /// <summary>With what the member has verified.</summary>
    public string ProofId => Key.ProofId;
}
