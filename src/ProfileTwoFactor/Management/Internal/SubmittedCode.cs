namespace ProfileTwoFactor.Management.Internal;

/// <summary>What somebody typed to prove themselves. Not a record: nothing prints it by accident.</summary>
internal sealed class SubmittedCode
{
    private SubmittedCode(string? text, bool isBackupCode)
    {
        Text = text;
        IsBackupCode = isBackupCode;
    }

    public string? Text { get; }

    public bool IsBackupCode { get; }

    public static SubmittedCode Of(string? code) => new(code, isBackupCode: false);

    public static SubmittedCode Backup(string? code) => new(code, isBackupCode: true);
}
