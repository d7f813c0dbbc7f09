using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Bindings;

/// <summary>A committed outcome: it is in the store.</summary>
internal readonly record struct CodeOutcome(CodeStatus Status)
{
    /// <summary>How long to wait, when locked out.</summary>
    public TimeSpan RetryAfter { get; init; }

    /// <summary>Why to wait, when locked out: <see cref="TwoFactorError.WrongCodes"/> or <see cref="TwoFactorError.AfterChange"/>. Null for another reason.</summary>
    public string? WaitReason { get; init; }

    /// <summary>The record's failures after the attempt.</summary>
    public int Failures { get; init; }

    /// <summary>The failures that an accepted code put an end to.</summary>
    public int FailuresBefore { get; init; }

    /// <summary>Whether the authenticator replaced another one.</summary>
    public bool Replaced { get; init; }

    /// <summary>Whether it was added to others.</summary>
    public bool Added { get; init; }

    /// <summary>The binding that was proven, as it was committed.</summary>
    public ActiveBinding? Binding { get; init; }

    /// <summary>Whether a backup code was used where it only lets a new passkey be bound.</summary>
    public bool Recovers { get; init; }

    /// <summary>The authenticator that was used. Null for a backup code.</summary>
    public BoundAuthenticator? Authenticator { get; init; }

    /// <summary>The authenticator apps whose code it was: more than one, should two of them happen to show the same.</summary>
    public IReadOnlyList<BoundAuthenticator>? Matched { get; init; }

    /// <summary>The <see cref="BindingRecord.WindowGeneration"/> in which the outcome was committed.</summary>
    public string? WindowGeneration { get; init; }

    /// <summary>The binding before a new authenticator was accepted.</summary>
    public ActiveBinding? Before { get; init; }

    /// <summary>What was proven, of an accepted outcome.</summary>
    public ProvenBinding Proven =>
        Binding is not { } binding
            ? throw new InvalidOperationException($"The outcome {Status} proves nothing.")
            : new(
                binding,
                Authenticator is { } used ? used.Id
                    : Recovers ? ProofId.OfRecovery(binding)
                    : ProofId.OfBackupCode(binding)
            )
            {
                Before = Before,
                WindowGeneration = WindowGeneration,
            };
}
