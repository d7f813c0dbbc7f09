using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;

namespace ProfileTwoFactor.Internal;

/// <summary>What the pages of a person's own account have in common.</summary>
internal abstract class AccountPageModel(PageServices services, IAccountTwoFactorManager manager)
    : PackagePageModel(services)
{
    /// <summary>So few backup codes are a warning.</summary>
    internal const int FewBackupCodes = 3;

    internal const string FileHandler = "file";

    private AccountTwoFactorStatus? _status;

    public AccountTwoFactorStatus Status =>
        _status ?? throw new InvalidOperationException("The page was shown without a status.");

    public string Application => Services.Application;

    protected IAccountTwoFactorManager Manager => manager;

    /// <summary>Whether the last code is recent enough for what can't be taken back. The manager has the last word.</summary>
    protected bool IsFresh =>
        Status.VerifiedAt is { } at
        && Services.Time.GetUtcNow() - at < Services.Options.SensitiveActionMaxAge;

    public string LinkTo(string page, params ReadOnlySpan<(string Name, string? Value)> query) =>
        PageLinks.ToAccount(HttpContext, page, query);

    /// <summary>Fetches the status; a result means that the page is not for this caller.</summary>
    protected async Task<IActionResult?> LoadAsync() =>
        await ReadStatusAsync() is { } error ? Refuse(error) : null;

    protected async Task<TwoFactorError?> ReadStatusAsync()
    {
        var result = await Manager.GetStatusAsync(HttpContext);
        _status = result.Value;
        return result.Error;
    }

    /// <summary>Says that a code was not accepted, or answers any other refusal.</summary>
    protected IActionResult RefuseCode(TwoFactorError error, bool isBackupCode = false)
    {
        var problem =
            error.Code == TwoFactorErrorCodes.BindingDisabled
                ? Texts["Account.Disabled"]
                : CodeProblem.Describe(error, Texts, Services.Time.GetUtcNow(), isBackupCode);
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

    protected IActionResult ToStatus(string? notice = null) =>
        Go(LinkTo(PageLinks.Account, (AccountNotice.Parameter, notice)));

    protected BackupCodesView Show(IssuedBackupCodes issued, string notice, int? step = null)
    {
        var owner = BackupCodesOwner.Account(Application, Status.AccountName);
        var (url, fields) = DestinationAfter(notice);
        return new BackupCodesView(owner, issued)
        {
            Seal = Services.BackupCodes.Seal(HttpContext, owner, issued),
            FileUrl = LinkTo(PageLinks.BackupCodes, ("handler", FileHandler)),
            DoneUrl = url,
            DoneFields = fields,
            Step = step,
        };
    }

    /// <summary>Where the person was going, or the account page with a word on what was done.</summary>
    private (string Url, IReadOnlyList<(string Name, string? Value)> Fields) DestinationAfter(
        string notice
    )
    {
        if (ReturnUrl is not { } url)
        {
            return (LinkTo(PageLinks.Account), [(AccountNotice.Parameter, notice)]);
        }

        // A form that is sent by GET writes its own query in place of the address's.
        var query = url.IndexOf('?', StringComparison.Ordinal);
        return query < 0
            ? (url, [])
            : (
                url[..query],
                [
                    .. QueryHelpers
                        .ParseQuery(url[query..])
                        .SelectMany(field => field.Value.Select(value => (field.Key, value))),
                ]
            );
    }
}
