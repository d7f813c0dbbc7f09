namespace ProfileTwoFactor;

/// <summary>A second factor of the app's earlier system. It contains secrets, and <see cref="ToString"/> doesn't show them.</summary>
public sealed record ImportedSecondFactor
{
    /// <summary>Whether the earlier system asks the person for it at sign-in.</summary>
    public required bool IsEnabled { get; init; }

    /// <summary>Whether the user is locked out.</summary>
    public bool IsLockedOut { get; init; }

    /// <summary>The key of the authenticator app in base32 (SHA-1, six digits, 30 seconds). Null if there is none, or if the person never added it to an app: a person with such a key couldn't sign in after the import.</summary>
    public string? Key { get; init; }

    /// <summary>The recovery codes that weren't used yet, as the person has them.</summary>
    public IReadOnlyList<string> RecoveryCodes { get; init; } = [];

    /// <summary>The number of recovery codes that can't be read.</summary>
    public int UnreadableRecoveryCodes { get; init; }

    /// <summary>The number of time steps by which the earlier system accepts codes of the future.</summary>
    public required int ToleratedSteps { get; init; }

    /// <summary>Returns only the type's name.</summary>
    public override string ToString() => $"{nameof(ImportedSecondFactor)} (redacted)";
}
