namespace ProfileTwoFactor.Internal;

/// <summary>A field for a code: its name in the form, and whether the problem on the page is about it.</summary>
internal sealed record CodeField(string Name, string Label, bool IsBackupCode, bool Invalid)
{
    /// <summary>Whether the script sends it after the sixth digit.</summary>
    public bool SendsItself { get; init; } = true;

    internal const string ProblemId = "ptf-problem";

    internal static CodeField ForAuthenticator(bool invalid) =>
        new("code", "Code.Label", IsBackupCode: false, invalid);

    /// <summary>One that is sent by the button alone: what comes next is not what the person is waiting for at a sign-in.</summary>
    internal static CodeField WithButton(bool invalid) =>
        ForAuthenticator(invalid) with
        {
            SendsItself = false,
        };

    internal static CodeField ForBackupCode(bool invalid) =>
        new("backupCode", "BackupCode.Label", IsBackupCode: true, invalid);
}
