namespace ProfileTwoFactor;

/// <summary>The value of an operation without a result.</summary>
public sealed class Done
{
    private Done() { }

    /// <summary>The only instance.</summary>
    public static Done Instance { get; } = new();
}
