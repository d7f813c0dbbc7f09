using Microsoft.Extensions.Localization;

namespace ProfileTwoFactor.Internal;

/// <summary>Asks for the proof before a first binding.</summary>
/// <param name="Methods">The ways to get one.</param>
/// <param name="Sent">Says that a code was mailed; null when none was.</param>
internal sealed record ProofView(IReadOnlyList<string> Methods, LocalizedString? Sent)
{
    private const string Mail = "email";
    private const string PassOfTheOwner = "pass";
    private const string OldApp = "authenticator";
    private const string BackupCode = "backup-code";

    public bool Mails => Methods.Contains(Mail);

    public bool TakesPass => Methods.Contains(PassOfTheOwner);

    /// <summary>Whether a code counts of the app that the rules no longer allow.</summary>
    public bool TakesApp => Methods.Contains(OldApp);

    /// <summary>Whether a backup code lets the member bind a new authenticator.</summary>
    public bool TakesBackupCode => Methods.Contains(BackupCode);

    /// <summary>Whether there is a field for a code or a pass.</summary>
    public bool TakesText => Mails || TakesPass || TakesApp;

    /// <summary>The text that says what to do.</summary>
    public string Lead =>
        TakesApp ? "Proof.LeadApp"
        : Mails && TakesPass ? "Proof.Lead"
        : Mails ? "Proof.LeadMail"
        : TakesPass ? "Proof.LeadPass"
        : TakesBackupCode ? "Proof.LeadBackup"
        : "Proof.None";

    /// <summary>The text of the field.</summary>
    public string Label =>
        TakesPass && (Mails || TakesApp) ? "Proof.Label"
        : TakesPass ? "Proof.LabelPass"
        : TakesApp ? "Proof.LabelApp"
        : "Proof.LabelMail";
}
