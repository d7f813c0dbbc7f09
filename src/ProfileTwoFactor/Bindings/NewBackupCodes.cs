using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Bindings;

/// <summary>Backup codes on their one way out, and what is stored of them. Not a record: nothing prints them by accident.</summary>
internal sealed class NewBackupCodes(IReadOnlyList<string> codes, BackupCodeSet set)
{
    public IReadOnlyList<string> Codes { get; } = codes;

    public BackupCodeSet Set { get; } = set;
}
