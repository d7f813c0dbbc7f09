using Microsoft.AspNetCore.Mvc;

namespace ProfileTwoFactor.Internal;

/// <summary>What the pages of a person's own account have in common.</summary>
internal abstract class AccountPageModel(PageServices services, IAccountTwoFactorManager manager)
    : PackagePageModel(services)
{
    /// <summary>So few backup codes are a warning.</summary>
    internal const int FewBackupCodes = 3;

    internal const string FileHandler = "file";
    internal const string FinishHandler = "finish";

    private AccountTwoFactorStatus? _status;

    public AccountTwoFactorStatus Status =>
        _status ?? throw new InvalidOperationException("The page was shown without a status.");

    public string Application => Services.Application;

    protected IAccountTwoFactorManager Manager => manager;

    /// <summary>Whether the last code is recent enough for what can't be taken back. The manager has the last word.</summary>
    protected bool IsFresh =>
        Status.VerifiedAt is { } at
        && Services.Time.GetUtcNow() - at < Services.Options.SensitiveActionMaxAge;

    /// <summary>Back to where the person came from, with nothing changed.</summary>
    public string CancelUrl =>
        ReturnUrl is { } url ? AccountNotice.Put(url, null) : LinkTo(PageLinks.Account);

    /// <summary>A page of the account with the same destination.</summary>
    public string Keeping(string page, string? handler = null) =>
        LinkTo(page, ("handler", handler), (Internal.ReturnUrl.Parameter, ReturnUrl));

    public string LinkTo(string page, params ReadOnlySpan<(string Name, string? Value)> query) =>
        PageLinks.ToAccount(HttpContext, page, query);

    /// <summary>Fetches the status; a result means that the page is not for this caller.</summary>
    protected async Task<IActionResult?> LoadAsync() =>
        await ReadStatusAsync() is { } error ? Refuse(error) : null;

    protected async Task<TwoFactorError?> ReadStatusAsync()
    {
        var result = await Manager.GetStatusAsync(HttpContext);
        _status = result.Value ?? _status;
        return result.Error;
    }

    /// <summary>Says that a code was not accepted, or answers any other refusal.</summary>
    protected IActionResult RefuseCode(
        TwoFactorError error,
        bool isBackupCode = false,
        bool isPasskey = false
    )
    {
        var problem =
            error.Code == TwoFactorErrorCodes.BindingDisabled
                ? Texts["Account.Disabled"]
                : CodeProblem.Describe(
                    error,
                    Texts,
                    Services.Time.GetUtcNow(),
                    isBackupCode,
                    isPasskey
                );
        return problem is null ? Refuse(error) : ShowProblem(error, problem);
    }

    protected virtual IActionResult Refuse(TwoFactorError error) =>
        error.Code switch
        {
            TwoFactorErrorCodes.SignInRequired or TwoFactorErrorCodes.AccountVerificationRequired =>
                SignInFirst(error),
            TwoFactorErrorCodes.VerificationRequired
            or TwoFactorErrorCodes.FreshVerificationRequired => AskForFreshCode(),
            TwoFactorErrorCodes.NotEnabled or TwoFactorErrorCodes.AlreadyEnabled => ToStatus(),
            _ => new RefusalResult(PageRefusal.From(HttpContext, error)),
        };

    /// <summary>Asks for a code; after it the person is back on this page.</summary>
    protected IActionResult AskForFreshCode() =>
        Go(
            LinkTo(
                PageLinks.Verify,
                (AccountVerifyModel.FreshParameter, "1"),
                (Internal.ReturnUrl.Parameter, PageLinks.Here(HttpContext))
            )
        );

    /// <summary>To the page that shows the status: the host's page with the panel if the person came from there, or the package's own.</summary>
    protected IActionResult ToStatus(string? notice = null) =>
        Go(
            AccountNotice.HasPlace(ReturnUrl)
                ? AccountNotice.Put(ReturnUrl!, notice)
                : LinkTo(
                    PageLinks.Account,
                    (AccountNotice.Parameter, notice),
                    (Internal.ReturnUrl.Parameter, ReturnUrl)
                )
        );

    /// <summary>Where the person was going, or the status with a word on what was done.</summary>
    protected IActionResult Finish(string? notice) =>
        ReturnUrl is { } url ? Go(AccountNotice.Put(url, notice)) : ToStatus(notice);

    /// <summary>Shows codes that were just issued, and keeps them in this browser for the case that the page is lost before they are saved.</summary>
    protected async Task<BackupCodesView> ShowAsync(
        IssuedBackupCodes issued,
        string notice,
        int? step = null
    )
    {
        // The set is newer than the status that the page began with.
        if (await ReadStatusAsync() is null)
        {
            await Services.KeptCodes.KeepAsync(HttpContext, Status, issued.Codes, notice);
        }

        return Show(issued, notice, step);
    }

    protected BackupCodesView Show(IssuedBackupCodes issued, string? notice, int? step = null)
    {
        var owner = BackupCodesOwner.Account(Application, Status.AccountName);
        return new BackupCodesView(owner, issued)
        {
            Seal = Services.BackupCodes.Seal(HttpContext, owner, issued),
            FileUrl = LinkTo(PageLinks.BackupCodes, ("handler", FileHandler)),
            DoneUrl = LinkTo(
                PageLinks.BackupCodes,
                ("handler", FinishHandler),
                (AccountNotice.Parameter, notice),
                (Internal.ReturnUrl.Parameter, ReturnUrl)
            ),
            DoneText = "Account.Finish",
            DoneFields = [],
            Finishes = true,
            Step = step,
        };
    }
}
