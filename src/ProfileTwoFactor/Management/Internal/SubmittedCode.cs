namespace ProfileTwoFactor.Management.Internal;

/// <summary>The code that a person entered, or what stands in for it. Not a record, so that it isn't printed by accident.</summary>
internal sealed class SubmittedCode
{
    private SubmittedCode(string? text) => Text = text;

    public string? Text { get; }

    public bool IsBackupCode { get; private init; }

    /// <summary>Whether it is a browser's answer about a passkey.</summary>
    public bool IsPasskey { get; private init; }

    public static SubmittedCode Of(string? code) => new(code);

    public static SubmittedCode Backup(string? code) => new(code) { IsBackupCode = true };

    public static SubmittedCode Passkey(string credential) => new(credential) { IsPasskey = true };
}
