using System.Collections.Frozen;
using Microsoft.Extensions.Localization;

namespace ProfileTwoFactor.Internal;

/// <summary>What the dialog says. Each flow adds its own names to those that all need; about an account some of them mean something else.</summary>
internal static class DialogWords
{
    private const string PanelFlow = "panels";

    private static readonly string[] Names =
    [
        "Continue",
        "Cancel",
        "TryAgain",
        "Copy",
        "Copied",
        "Contact.Owner",
        "Dialog.Close",
        "Dialog.Loading",
        "Dialog.Kept",
        "Message.From",
        "Dialog.Problem",
        "Dialog.SignedOut",
        "Dialog.SignedOutText",
        "Dialog.SignedOutKept",
        "Dialog.NoAnswer",
        "Dialog.SignIn",
        "NotAMember.Text",
        "Unavailable.Text",
        "Conflict.Text",
        "Locked.Title",
        "NotYet.Title",
        "Wait.Title",
        "Locked.In",
        "Locked.Over",
        "Code.Label",
        "Code.Hint",
        "Code.Sent",
        "BackupCode.Label",
        "BackupCode.Hint",
        "Problem.Code",
        "Problem.BackupCode",
        "Problem.Disabled",
        "Problem.NoPending",
        "Bind.Title",
        "Bind.Lead",
        "Bind.Button",
        "Bind.NewQr",
        "Bind.Help",
        "Step.App.Title",
        "Step.App.Text",
        "Step.Scan.Title",
        "Step.Scan.Text",
        "Step.Scan.OpenApp",
        "Step.Scan.Key",
        "Step.Code.Title",
        "Verify.Title",
        "Verify.Lead",
        "Verify.FreshLead",
        "Verify.Button",
        "Verify.UseBackup",
        "Verify.BackupButton",
        "Verify.Lost",
        "Verify.LostMember",
        "Verify.LostOwner",
        "Used.Title",
        "Used.Left",
        "Used.Advice",
        "Dialog.SetUp",
        "Dialog.SetUpText",
        "Proof.Text",
    ];

    private static readonly string[] BackupCodes =
    [
        "Codes.Title",
        "Codes.Download",
        "Codes.Keep",
        "Codes.File.Title",
        "Codes.File.Created",
    ];

    private static readonly IEnumerable<string> Passkeys = PasskeyView.TextNames.Except(Names);

    // The names in the script's `words`.
    private static readonly FrozenDictionary<string, string[]> OfFlow = new Dictionary<
        string,
        string[]
    >
    {
        [PanelFlow] =
        [
            .. BackupCodes,
            "Dialog.Lost",
            "Enable.Title",
            "Enable.Lead",
            "Enable.Button",
            "Notice.Label",
            "Notice.Now",
            "Notice.Days",
            "Enabled.Codes",
            "Enabled.NoCodes",
            "Done.Button",
            "Already.On",
            "Already.Off",
            "Disable.Question",
            "Disable.Consequence",
            "Disable.Do",
            "Disable.BindFirst",
            "Disable.CodeFirst",
            "NotOwner.Title",
            "NotOwner.Text",
            "Codes.Once",
            "Codes.Question",
            "Codes.Consequence",
            "Codes.Do",
            "Back",
            "Account.Setup.Title",
            "Account.SetupCode",
            "Account.SetupCode.Sentence",
            "Account.Next",
            "Account.Code.Title",
            "Account.Code.Newest",
            "Account.Finish",
            "Account.Replace.Title",
            "Account.Replace.Question",
            "Account.Replace.Note",
            "Account.Replace.Do",
            "Account.Replace.Button",
            "Account.Disable.Consequence",
            "Account.Done.Already",
            "Account.Done.Disabled",
            "Account.Done.Replaced",
            "Account.Kept.Gone",
        ],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // Whoever is asked for the account's code is perhaps between password and code. A panel is only shown to people who are signed in.
    private static readonly FrozenDictionary<string, string> OfSignIn = new Dictionary<
        string,
        string
    >
    {
        ["Dialog.SignedOut"] = "SignInOver.Title",
        ["Dialog.SignedOutText"] = "SignInOver.Text",
        ["Dialog.SignIn"] = "SignInOver.Again",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // The site itself is what the code is for, and its support stands where a profile has its Owner.
    private static readonly FrozenDictionary<string, string> OfAccount = new Dictionary<
        string,
        string
    >
    {
        ["Problem.Disabled"] = "Account.Disabled",
        ["Verify.Lead"] = "Account.Verify.Lead",
        ["Verify.FreshLead"] = "Account.Verify.FreshLead",
        ["Used.Advice"] = "Account.UsedAdvice",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    internal static Dictionary<string, string> Of(
        IStringLocalizer<TwoFactorTexts> texts,
        string? flow,
        bool ofAccount,
        bool withPasskeys,
        string application
    ) =>
        Names
            .Concat(withPasskeys ? Passkeys : [])
            .Concat(flow is not null && OfFlow.TryGetValue(flow, out var more) ? more : [])
            .ToDictionary(
                name => name,
                name =>
                    ofAccount
                    && (
                        OfAccount.TryGetValue(name, out var own)
                        || (flow != PanelFlow && OfSignIn.TryGetValue(name, out own))
                    )
                        ? texts[own, application].Value
                        : texts[name].Value
            );
}
