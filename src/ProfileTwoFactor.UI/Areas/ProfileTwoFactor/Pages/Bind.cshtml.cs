using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace ProfileTwoFactor.Internal;

/// <summary>Binds an authenticator; for the Owner of a profile without two-factor authentication it also switches that on.</summary>
internal sealed class BindModel(
    PageServices services,
    IProfileEnrollmentManager enrollments,
    IProfilePasskeyManager passkeys
) : TwoFactorPageModel(services)
{
    internal const string ReplaceHandler = "replace";
    internal const string ActionField = "action";
    internal const string EnableAction = "enable";
    internal const string MailHandler = "mail";
    internal const string ProveHandler = "prove";
    internal const string PasskeyHandler = "passkey";
    internal const string BackupHandler = "backup";
    private const string SentParameter = "sent";

    /// <summary>The secret, in the one response that shows it.</summary>
    public PendingBindingSetup? Setup { get; private set; }

    /// <summary>Whether the problem is about a backup code.</summary>
    public bool WithBackupCode { get; private set; }

    /// <summary>What the person has to give before the secret is shown, if anything.</summary>
    public ProofView? Proof { get; private set; }

    public bool Enabling => !Status.Enabled;

    public bool Replacing => Status.You is { IsBound: true, RecoveringUntil: null };

    /// <summary>Whether a code of an app can be entered: the rules may allow passkeys alone.</summary>
    public bool TakesApp => Status.Policy.AllowedAuthenticators.Contains("totp");

    /// <summary>Who would be asked to bind, for the Owner who is about to enable it.</summary>
    public EnforcementPreview? Preview { get; private set; }

    /// <summary>Whether that can't be read at the moment.</summary>
    public bool PreviewIsMissing { get; private set; }

    public MachinesView? Machines => MachinesView.Of(Preview, Services.Options);

    /// <summary>The chosen number of days before members must verify.</summary>
    public string? Notice { get; private set; }

    /// <summary>Whether a code can still be entered.</summary>
    public bool TakesCode { get; private set; } = true;

    /// <summary>Whether a passkey can be bound in place of an app. A replacement is one app for another.</summary>
    public bool TakesPasskey =>
        TakesCode
        && !Replacing
        && passkeys.IsSupported
        && Status.Policy.AllowedAuthenticators.Contains("passkey");

    public async Task<IActionResult> OnGetAsync()
    {
        // A prefetch has no person before the screen. Browsers discard a failure, and ask again when the page is opened.
        if (IsPrefetch())
        {
            return StatusCode(StatusCodes.Status503ServiceUnavailable);
        }

        if (await LoadAsync() is { } refusal)
        {
            return refusal;
        }

        if (Elsewhere() is { } elsewhere)
        {
            return elsewhere;
        }

        // A new pending binding voids the QR code that the person is just scanning: only a page that is really shown begins one.
        if (HttpMethods.IsHead(Request.Method))
        {
            return new EmptyResult();
        }

        if (Enabling)
        {
            var preview = await Manager.PreviewEnforcementAsync(HttpContext, ProfileId);
            (Preview, PreviewIsMissing) = (preview.Value, !preview.Succeeded);
        }

        return Show(await Manager.BeginBindingAsync(HttpContext, ProfileId));
    }

    public async Task<IActionResult> OnPostAsync(
        [FromForm] string? code,
        [FromForm(Name = ActionField)] string? wanted,
        [FromForm(Name = NoticePeriod.Field)] string? notice
    )
    {
        if (await LoadAsync() is { } refusal)
        {
            return refusal;
        }

        if (Enabling && !Status.You.IsOwner)
        {
            return NotEnabled();
        }

        // It was enabled in between, in another tab or by this form sent twice: there is nothing left to confirm.
        if (wanted == EnableAction && Status is { Enabled: true, You.IsBound: true })
        {
            return Go(Done(ManageNotice.Enabled));
        }

        Notice = notice;
        if (!NoticePeriod.TryRead(notice, Services.Time.GetUtcNow(), out var date))
        {
            return Refuse(NotOffered());
        }

        var (enabling, replacing) = (Enabling, Replacing);
        var result = enabling
            ? await Manager.EnableAsync(HttpContext, ProfileId, PlainCode.Of(code), date)
            : await Manager.ConfirmBindingAsync(HttpContext, ProfileId, PlainCode.Of(code));
        if (!result.Succeeded)
        {
            TakesCode =
                result.Error.Code
                    is TwoFactorErrorCodes.InvalidCode
                        or TwoFactorErrorCodes.LockedOut;
            return RefuseCode(result.Error);
        }

        return enabling ? Go(Done(ManageNotice.Enabled))
            : replacing ? Go(Done(ManageNotice.Replaced))
            : Continue();
    }

    public async Task<IActionResult> OnPostPasskeyAsync(
        [FromForm] string? credential,
        [FromForm] string? name,
        [FromForm(Name = NoticePeriod.Field)] string? notice
    )
    {
        if (await LoadAsync() is { } refusal)
        {
            return refusal;
        }

        if (Enabling && !Status.You.IsOwner)
        {
            return NotEnabled();
        }

        Notice = notice;
        if (!NoticePeriod.TryRead(notice, Services.Time.GetUtcNow(), out var date))
        {
            return Refuse(NotOffered());
        }

        var enabling = Enabling;
        var result = enabling
            ? await passkeys.EnableAsync(HttpContext, ProfileId, credential ?? "", name, date)
            : await passkeys.BindAsync(HttpContext, ProfileId, credential ?? "", name);
        if (!result.Succeeded)
        {
            TakesCode =
                result.Error.Code
                    is TwoFactorErrorCodes.InvalidCode
                        or TwoFactorErrorCodes.InvalidRequest
                        or TwoFactorErrorCodes.LockedOut;
            return RefusePasskey(result.Error);
        }

        return enabling ? Go(Done(ManageNotice.Enabled)) : Continue();
    }

    private IActionResult RefusePasskey(TwoFactorError error) =>
        error.Code == TwoFactorErrorCodes.InvalidRequest
            ? ShowProblem(error, Texts["Authenticators.BadName"])
            : RefuseCode(error, isPasskey: true);

    public async Task<IActionResult> OnPostReplaceAsync()
    {
        if (await LoadAsync() is { } refusal)
        {
            return refusal;
        }

        var result = await Manager.BeginReplacementAsync(HttpContext, ProfileId);
        return !result.Succeeded && IsAboutCode(result.Error)
            ? Go(VerifyFor(ReplaceHandler))
            : Show(result);
    }

    /// <summary>Mails a code to the person, and comes back to the field that takes it.</summary>
    public async Task<IActionResult> OnPostMailAsync()
    {
        if (await LoadAsync() is { } refusal)
        {
            return refusal;
        }

        var result = await enrollments.SendCodeAsync(HttpContext, ProfileId);
        if (result.Succeeded)
        {
            return Go(Step(PageLinks.Bind, (SentParameter, "1")));
        }

        return result.Error.Code == TwoFactorErrorCodes.LockedOut
            ? await ShowProofAsync(result.Error, Texts["Problem.ProofMails"])
            : RefuseProof(result.Error);
    }

    /// <summary>Takes the proof. What it opens is shown by the page itself, so that it can be loaded again.</summary>
    public async Task<IActionResult> OnPostProveAsync([FromForm] string? proof)
    {
        if (await LoadAsync() is { } refusal)
        {
            return refusal;
        }

        var result = await enrollments.BeginBindingAsync(
            HttpContext,
            ProfileId,
            PlainCode.Of(proof) ?? ""
        );
        // Where only passkeys are accepted, the proof counts for one.
        if (result.Succeeded || result.Error.Code == TwoFactorErrorCodes.AuthenticatorNotAllowed)
        {
            return Go(Step(PageLinks.Bind));
        }

        return
            result.Error.Code is TwoFactorErrorCodes.InvalidProof or TwoFactorErrorCodes.LockedOut
            ? await ShowProofAsync(
                result.Error,
                result.Error.Code == TwoFactorErrorCodes.InvalidProof
                    ? Texts["Problem.Proof"]
                    : CodeProblem.Describe(
                        result.Error,
                        Texts,
                        Services.Time.GetUtcNow(),
                        isBackupCode: false
                    )!
            )
            : RefuseProof(result.Error);
    }

    /// <summary>Takes a backup code of a member whose authenticators the rules no longer allow. What it opens is shown by the page itself.</summary>
    public async Task<IActionResult> OnPostBackupAsync([FromForm] string? backupCode)
    {
        if (await LoadAsync() is { } refusal)
        {
            return refusal;
        }

        var result = await Manager.VerifyBackupCodeAsync(
            HttpContext,
            ProfileId,
            PlainCode.Of(backupCode)
        );
        if (result.Succeeded)
        {
            return Go(Step(PageLinks.Bind));
        }

        WithBackupCode = true;
        return
            CodeProblem.Describe(result.Error, Texts, Services.Time.GetUtcNow(), isBackupCode: true)
                is { } problem
            ? await ShowProofAsync(result.Error, problem)
            : RefuseProof(result.Error);
    }

    private IActionResult? Elsewhere()
    {
        if (Enabling)
        {
            return Status.You.IsOwner ? null : NotEnabled();
        }

        if (!Replacing)
        {
            return null;
        }

        return ReturnUrl is null && Status.You.VerifiedAt is not null
            ? Go(LinkTo(PageLinks.Manage))
            : Go(Step(PageLinks.Verify));
    }

    private IActionResult Show(TwoFactorResult<PendingBindingSetup> result)
    {
        Setup = result.Value;
        if (!result.Succeeded && result.Error.Code == TwoFactorErrorCodes.EnrollmentProofRequired)
        {
            Ask(result.Error);
            return Page();
        }

        // Where only passkeys are accepted, there is no secret to show. With a backup code for recovery, nothing begins but a passkey.
        return
            result.Succeeded
            || (
                !TakesApp
                && result.Error.Code
                    is TwoFactorErrorCodes.AuthenticatorNotAllowed
                        or TwoFactorErrorCodes.AlreadyBound
            )
            ? Page()
            : Refuse(result.Error);
    }

    private void Ask(TwoFactorError required)
    {
        TakesCode = false;
        Proof = new ProofView(
            required.Methods ?? [],
            Request.Query[SentParameter] == "1" ? Texts["Proof.Sent", Status.You.AccountName] : null
        );
    }

    /// <summary>The question once more, with what went wrong. Without a proof nothing begins, so asking costs nothing.</summary>
    private async Task<IActionResult> ShowProofAsync(TwoFactorError error, LocalizedString problem)
    {
        var required = await Manager.BeginBindingAsync(HttpContext, ProfileId);
        if (
            required.Succeeded
            || required.Error.Code != TwoFactorErrorCodes.EnrollmentProofRequired
        )
        {
            // It is not required any more, or this browser has given one in another tab.
            return Show(required);
        }

        Ask(required.Error);
        return ShowProblem(error, problem);
    }

    // In another tab, or by another person, things went on.
    private IActionResult RefuseProof(TwoFactorError error) =>
        error.Code
            is TwoFactorErrorCodes.AlreadyBound
                or TwoFactorErrorCodes.Conflict
                or TwoFactorErrorCodes.NotOwner
            ? Go(Step(PageLinks.Bind))
            : Refuse(error);

    private RefusalResult NotEnabled() =>
        new(
            new PageRefusal(StatusCodes.Status409Conflict, "NotEnabled.Title", "NotEnabled.Text")
            {
                OwnerEmail = Status.OwnerEmail,
                LinkUrl = ReturnUrl ?? PageLinks.Home(HttpContext),
                LinkText = "Continue",
            }
        );

    private bool IsPrefetch() =>
        Says(Request.Headers["Sec-Purpose"].ToString())
        || Says(Request.Headers["X-Sec-Purpose"].ToString())
        || Says(Request.Headers["Purpose"].ToString())
        || Request.Headers["HX-Preloaded"] == "true"
        || Says(Request.Headers["X-Moz"].ToString());

    private static bool Says(string purpose) =>
        purpose.Contains("prefetch", StringComparison.OrdinalIgnoreCase)
        || purpose.Contains("prerender", StringComparison.OrdinalIgnoreCase);
}
