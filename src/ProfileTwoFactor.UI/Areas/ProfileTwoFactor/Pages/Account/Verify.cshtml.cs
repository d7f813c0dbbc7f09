using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace ProfileTwoFactor.Internal;

/// <summary>Asks for a code of the account: to complete a sign-in, or as a fresh proof of a signed-in person.</summary>
internal sealed class AccountVerifyModel(
    PageServices services,
    IAccountTwoFactorManager manager,
    IOptions<AccountTwoFactorOptions> options,
    IAccountPasskeyManager passkeys
) : PartialSignInPageModel(services, manager, options.Value)
{
    internal const string FreshParameter = "fresh";
    internal const string BackupHandler = "backup";
    internal const string PasskeyHandler = "passkey";
    private const string UsedParameter = "used";

    /// <summary>Whether this page only tells how few backup codes are left.</summary>
    public bool FewCodesLeft { get; private set; }

    /// <summary>Whether the backup code's form is open.</summary>
    public bool WithBackupCode { get; private set; }

    /// <summary>Whether a code can still be entered.</summary>
    public bool TakesCode { get; private set; } = true;

    /// <summary>Whether a passkey can be used in place of a code. A partial sign-in isn't told whether there is one.</summary>
    public bool TakesPasskey =>
        TakesCode && passkeys.IsSupported && (Waiting is not null || Status.HasPasskey);

    public bool Fresh => Request.Query[FreshParameter] == "1";

    /// <summary>Back to where the change began that wants the code, with nothing changed.</summary>
    public string GiveUpUrl =>
        Internal.ReturnUrl.Of(HttpContext, ReturnUrl) is { } url
            ? AccountNotice.Put(url, null)
            : LinkTo(PageLinks.Account);

    public override string Step(string? handler = null) =>
        LinkTo(
            PageLinks.Verify,
            ("handler", handler),
            (FreshParameter, Fresh ? "1" : null),
            (Internal.ReturnUrl.Parameter, ReturnUrl)
        );

    public async Task<IActionResult> OnGetAsync()
    {
        if (await PrepareAsync() is { } result)
        {
            return result;
        }

        var verified = Waiting is null && Status.VerifiedAt is not null;
        FewCodesLeft =
            verified
            && Status.BackupCodesLeft <= FewBackupCodes
            && Request.Query[UsedParameter] == BackupHandler;
        return FewCodesLeft || Fresh || !verified ? Page() : Continue();
    }

    public async Task<IActionResult> OnPostAsync([FromForm] string? code)
    {
        if (await PrepareAsync() is { } result)
        {
            return result;
        }

        var outcome = await Manager.VerifyAsync(HttpContext, PlainCode.Of(code));
        return outcome.Succeeded ? Continue() : Refused(outcome.Error);
    }

    public async Task<IActionResult> OnPostBackupAsync([FromForm] string? backupCode)
    {
        WithBackupCode = true;
        if (await PrepareAsync() is { } result)
        {
            return result;
        }

        var outcome = await Manager.VerifyBackupCodeAsync(HttpContext, PlainCode.Of(backupCode));
        if (!outcome.Succeeded)
        {
            return Refused(outcome.Error);
        }

        return outcome.Value.BackupCodesLeft is <= FewBackupCodes
            ? Go(
                LinkTo(
                    PageLinks.Verify,
                    (UsedParameter, BackupHandler),
                    (Internal.ReturnUrl.Parameter, ReturnUrl)
                )
            )
            : Continue();
    }

    public async Task<IActionResult> OnPostPasskeyAsync([FromForm] string? credential)
    {
        if (await PrepareAsync() is { } result)
        {
            return result;
        }

        var outcome = await passkeys.VerifyAsync(HttpContext, credential ?? "");
        return outcome.Succeeded ? Continue() : Refused(outcome.Error, isPasskey: true);
    }

    private IActionResult Refused(TwoFactorError error, bool isPasskey = false)
    {
        TakesCode = error.Code != TwoFactorErrorCodes.BindingDisabled;
        return RefuseCode(error, WithBackupCode, isPasskey);
    }
}
