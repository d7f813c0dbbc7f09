namespace ProfileTwoFactor;

/// <summary>The value of an operation that only succeeds or is refused.</summary>
public sealed class Done
{
    private Done() { }

    /// <summary>The only one.</summary>
    public static Done Instance { get; } = new();
}
