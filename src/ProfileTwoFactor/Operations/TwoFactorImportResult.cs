namespace ProfileTwoFactor;

/// <summary>The result of importing one account. It contains no secret.</summary>
/// <param name="UserId">The user id.</param>
/// <param name="Status">What happened.</param>
public sealed record TwoFactorImportResult(string UserId, TwoFactorImportStatus Status)
{
    /// <summary>The number of recovery codes that were taken over. They are used like backup codes.</summary>
    public int RecoveryCodes { get; init; }

    /// <summary>The number of recovery codes that weren't taken over: they have fewer than 10 letters and digits, or other characters. They no longer work.</summary>
    /// <remarks>The person can generate new backup codes on the account page.</remarks>
    public int RecoveryCodesLeftOut { get; init; }
}
