namespace ProfileTwoFactor.Endpoints.Internal;

/// <summary>A class, not a record: a logged instance must not print the codes.</summary>
internal sealed class BackupCodesResponse
{
    public required IReadOnlyList<string> BackupCodes { get; init; }

    internal static BackupCodesResponse From(IssuedBackupCodes issued) =>
        new() { BackupCodes = issued.Codes };
}
