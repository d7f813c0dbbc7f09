using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Bindings;

/// <summary>A committed outcome: it is in the store.</summary>
internal readonly record struct CodeOutcome(CodeStatus Status)
{
    /// <summary>How long to wait, when locked out.</summary>
    public TimeSpan RetryAfter { get; init; }

    /// <summary>The record's failures after the attempt.</summary>
    public int Failures { get; init; }

    /// <summary>The failures that an accepted code put an end to.</summary>
    public int FailuresBefore { get; init; }

    /// <summary>Whether the binding replaced another one.</summary>
    public bool Replaced { get; init; }

    /// <summary>The binding that was proven.</summary>
    public ActiveBinding? Binding { get; init; }
}
