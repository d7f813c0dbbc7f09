namespace ProfileTwoFactor.Management.Internal;

/// <summary>The code that a person entered. Not a record, so that it isn't printed by accident.</summary>
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
