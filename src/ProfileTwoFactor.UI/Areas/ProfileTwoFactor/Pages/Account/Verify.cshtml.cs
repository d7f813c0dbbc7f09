using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace ProfileTwoFactor.Internal;

/// <summary>Asks for a code of the account: to complete a sign-in, or as a fresh proof of somebody signed in.</summary>
internal sealed class AccountVerifyModel(
    PageServices services,
    IAccountTwoFactorManager manager,
    IOptions<AccountTwoFactorOptions> options
) : AccountPageModel(services, manager)
{
    internal const string FreshParameter = "fresh";
    internal const string BackupHandler = "backup";
    internal const string CancelHandler = "cancel";
    private const string SignInHandler = "signin";
    private const string UsedParameter = "used";

    /// <summary>The sign-in that waits for its code; null for somebody signed in.</summary>
    public HalfWaySignInInfo? Waiting { get; private set; }

    public string AccountName => Waiting?.AccountName ?? Status.AccountName;

    /// <summary>Whether this page only tells how few backup codes are left.</summary>
    public bool FewCodesLeft { get; private set; }

    /// <summary>Whether the backup code's form is open.</summary>
    public bool WithBackupCode { get; private set; }

    /// <summary>Whether a code can still be entered.</summary>
    public bool TakesCode { get; private set; } = true;

    public bool Fresh => Request.Query[FreshParameter] == "1";

    /// <summary>This page with the same destination.</summary>
    public string Step(string? handler = null) =>
        LinkTo(
            PageLinks.Verify,
            ("handler", handler),
            (FreshParameter, Fresh ? "1" : null),
            (Internal.ReturnUrl.Parameter, ReturnUrl)
        );

    public async Task<IActionResult> OnGetAsync()
    {
        if (await PrepareAsync().ConfigureAwait(false) is { } result)
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

    /// <summary>The way out of a sign-in whose time is over. Comes back to where the person was going.</summary>
    public async Task<IActionResult> OnGetSigninAsync()
    {
        var status = await Manager.GetStatusAsync(HttpContext).ConfigureAwait(false);
        return status.Error is { Code: TwoFactorErrorCodes.SignInRequired }
            ? Challenge(
                new AuthenticationProperties
                {
                    RedirectUri = ReturnUrl ?? PageLinks.Home(HttpContext),
                },
                [.. Services.Options.AuthenticationSchemes]
            )
            : Go(Step());
    }

    public async Task<IActionResult> OnPostAsync([FromForm] string? code)
    {
        if (await PrepareAsync().ConfigureAwait(false) is { } result)
        {
            return result;
        }

        var outcome = await Manager.VerifyAsync(HttpContext, code).ConfigureAwait(false);
        return outcome.Succeeded ? Continue() : Refused(outcome.Error);
    }

    public async Task<IActionResult> OnPostBackupAsync([FromForm] string? backupCode)
    {
        WithBackupCode = true;
        if (await PrepareAsync().ConfigureAwait(false) is { } result)
        {
            return result;
        }

        var outcome = await Manager
            .VerifyBackupCodeAsync(HttpContext, backupCode)
            .ConfigureAwait(false);
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

    /// <summary>Gives the sign-in up. A session that has yet to prove itself is a sign-in as well, and ends with it.</summary>
    public async Task<IActionResult> OnPostCancelAsync()
    {
        await Manager.CancelSignInAsync(HttpContext).ConfigureAwait(false);
        if (User.Identity is not { IsAuthenticated: true })
        {
            await HttpContext.SignOutAsync(options.Value.SessionScheme).ConfigureAwait(false);
        }

        return Go(PageLinks.Home(HttpContext));
    }

    private async Task<IActionResult?> PrepareAsync()
    {
        if (await ReadStatusAsync().ConfigureAwait(false) is not { } error)
        {
            return Status.Enabled ? null : Continue();
        }

        if (!IsAboutSignIn(error))
        {
            return Refuse(error);
        }

        var found = await Manager.FindSignInAsync(HttpContext).ConfigureAwait(false);
        Waiting = found.Value;
        return found.Succeeded ? null : Refuse(found.Error);
    }

    // Nobody to ask for a code: the time between password and code is over, or was never begun.
    protected override IActionResult Refuse(TwoFactorError error) =>
        error.Code switch
        {
            _ when IsAboutSignIn(error) => new RefusalResult(
                new PageRefusal(
                    StatusCodes.Status401Unauthorized,
                    "SignInOver.Title",
                    "SignInOver.Text"
                )
                {
                    LinkUrl = Step(SignInHandler),
                    LinkText = "SignInOver.Again",
                }
            ),
            TwoFactorErrorCodes.NotEnabled => Continue(),
            _ => base.Refuse(error),
        };

    private IActionResult Refused(TwoFactorError error)
    {
        TakesCode = error.Code != TwoFactorErrorCodes.BindingDisabled;
        return RefuseCode(error, WithBackupCode);
    }
}
