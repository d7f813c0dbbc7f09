namespace ProfileTwoFactor.Endpoints.Internal;

/// <summary>What the body of a call said. A class, not a record: a logged instance must not print the codes.</summary>
internal sealed class TwoFactorRequest
{
    internal static TwoFactorRequest Empty { get; } = new();

    internal string? Code { get; init; }

    internal string? BackupCode { get; init; }

    /// <summary>A mailed code or a pass.</summary>
    internal string? Proof { get; init; }

    internal bool Has(ExpectedCode expected) =>
        expected switch
        {
            ExpectedCode.None => true,
            ExpectedCode.Code => Code is not null,
            ExpectedCode.CodeOrBackupCode => Code is not null || BackupCode is not null,
            _ => false,
        };
}
