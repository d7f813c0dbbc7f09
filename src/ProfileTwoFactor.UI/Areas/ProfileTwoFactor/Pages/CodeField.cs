namespace ProfileTwoFactor.Internal;

/// <summary>A field for a code: its name in the form, and whether the problem on the page is about it.</summary>
internal sealed record CodeField(string Name, string Label, bool IsBackupCode, bool Invalid)
{
    /// <summary>Whether the sixth digit sends it. What changes the profile for all its members is sent by its button alone.</summary>
    public bool SendsItself { get; init; } = true;

    internal const string ProblemId = "ptf-problem";

    internal static CodeField ForAuthenticator(bool invalid) =>
        new("code", "Code.Label", IsBackupCode: false, invalid);

    internal static CodeField ForBackupCode(bool invalid) =>
        new("backupCode", "BackupCode.Label", IsBackupCode: true, invalid);
}
