using Microsoft.AspNetCore.Mvc;

namespace ProfileTwoFactor.Internal;

/// <summary>Asks for a code of the bound authenticator, or for a backup code.</summary>
internal sealed class VerifyModel(PageServices services, IProfilePasskeyManager passkeys)
    : TwoFactorPageModel(services)
{
    internal const string FreshParameter = "fresh";
    internal const string MethodParameter = "method";
    internal const string BackupHandler = "backup";
    internal const string PasskeyHandler = "passkey";
    private const string UsedParameter = "used";

    /// <summary>Whether the backup code's form is open.</summary>
    public bool WithBackupCode { get; private set; }

    /// <summary>Whether this page only tells how many backup codes are left.</summary>
    public bool BackupCodeUsed { get; private set; }

    /// <summary>Whether a code can still be entered.</summary>
    public bool TakesCode { get; private set; } = true;

    /// <summary>Whether the member has a passkey that can be used in place of a code. The status says so to every signed-in member, verified or not.</summary>
    public bool TakesPasskey => TakesCode && passkeys.IsSupported && Status.You.HasPasskey;

    /// <summary>Whether codes of an app are accepted: the rules may allow passkeys alone.</summary>
    public bool TakesApp => Status.Policy.AllowedAuthenticators.Contains("totp");

    /// <summary>Whether a backup code is accepted: in place of a code of an app, or where the rules allow passkeys alone, to bind a new passkey.</summary>
    public bool TakesBackupCode => TakesApp || Services.Options.AllowBackupCodeRecovery;

    public bool Fresh => Request.Query[FreshParameter] == "1";

    public async Task<IActionResult> OnGetAsync()
    {
        if (await PrepareAsync() is { } result)
        {
            return result;
        }

        WithBackupCode = Request.Query[MethodParameter] == BackupHandler;
        var verified = Status.You.VerifiedAt is not null;
        BackupCodeUsed = verified && Request.Query[UsedParameter] == BackupHandler;
        return Fresh || BackupCodeUsed || !verified ? Page() : Continue();
    }

    public async Task<IActionResult> OnPostAsync([FromForm] string? code)
    {
        if (await PrepareAsync() is { } result)
        {
            return result;
        }

        var outcome = await Manager.VerifyAsync(HttpContext, ProfileId, PlainCode.Of(code));
        return outcome.Succeeded ? Continue() : Refused(outcome.Error);
    }

    public async Task<IActionResult> OnPostBackupAsync([FromForm] string? backupCode)
    {
        WithBackupCode = true;
        if (await PrepareAsync() is { } result)
        {
            return result;
        }

        var outcome = await Manager.VerifyBackupCodeAsync(
            HttpContext,
            ProfileId,
            PlainCode.Of(backupCode)
        );
        return outcome.Succeeded
            ? Go(Step(PageLinks.Verify, (UsedParameter, BackupHandler)))
            : Refused(outcome.Error);
    }

    public async Task<IActionResult> OnPostPasskeyAsync([FromForm] string? credential)
    {
        if (await PrepareAsync() is { } result)
        {
            return result;
        }

        var outcome = await passkeys.VerifyAsync(HttpContext, ProfileId, credential ?? "");
        if (outcome.Succeeded)
        {
            return Continue();
        }

        // A passkey whose counter went back is disabled by now, and is offered no more.
        return await LoadAsync() ?? Refused(outcome.Error, isPasskey: true);
    }

    private async Task<IActionResult?> PrepareAsync()
    {
        if (await LoadAsync() is { } refusal)
        {
            return refusal;
        }

        return Status.You.State switch
        {
            // Before the date no code is required to open the profile, but for what only the Owner does.
            MemberTwoFactorState.NotRequired when !Status.Enabled => Continue(),
            MemberTwoFactorState.BindingRequired or MemberTwoFactorState.BindingAdvised => Go(
                Step(PageLinks.Bind)
            ),
            _ => null,
        };
    }

    private IActionResult Refused(TwoFactorError error, bool isPasskey = false)
    {
        TakesCode = error.Code != TwoFactorErrorCodes.BindingDisabled;
        return error.Code == TwoFactorErrorCodes.NotEnabled
            ? Continue()
            : RefuseCode(error, WithBackupCode, isPasskey);
    }
}
