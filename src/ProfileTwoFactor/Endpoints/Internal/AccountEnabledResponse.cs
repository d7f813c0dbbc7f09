namespace ProfileTwoFactor.Endpoints.Internal;

/// <summary>A class, not a record: a logged instance must not print the codes.</summary>
internal sealed class AccountEnabledResponse
{
    public required bool Enabled { get; init; }

    public required IReadOnlyList<string> BackupCodes { get; init; }

    internal static AccountEnabledResponse From(IssuedBackupCodes issued) =>
        new() { Enabled = true, BackupCodes = issued.Codes };
}
