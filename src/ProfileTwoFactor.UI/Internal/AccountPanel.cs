using Microsoft.AspNetCore.Http;

namespace ProfileTwoFactor.Internal;

/// <summary>What a person sees of their own account, on the package's page and in the panel on a host's page.</summary>
internal sealed record AccountPanel(HttpContext Context, AccountTwoFactorStatus? Status)
{
    /// <summary>The name of the text on what was done just now.</summary>
    public string? Notice { get; init; }

    /// <summary>Whether codes were issued that the person has not finished with, and that this browser can still show.</summary>
    public bool KeepsCodes { get; init; }

    public int Level { get; init; } = 2;

    public bool FewCodesLeft =>
        Status is { Enabled: true, BackupCodesLeft: <= AccountPageModel.FewBackupCodes };

    /// <summary>The page that is open, with a place for the notice.</summary>
    public string Here => AccountNotice.Prepare(PageLinks.Here(Context, AccountNotice.Parameter));

    /// <summary>Each page returns here.</summary>
    public string LinkTo(string page, string? handler = null) =>
        PageLinks.ToAccount(Context, page, ("handler", handler), (ReturnUrl.Parameter, Here));

    /// <summary>The address of a page for a form that is sent by GET, whose fields become the query.</summary>
    public string PageOf(string page) => PageLinks.ToAccount(Context, page);
}
