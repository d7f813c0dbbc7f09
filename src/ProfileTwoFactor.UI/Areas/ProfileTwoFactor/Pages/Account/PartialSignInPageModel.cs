using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace ProfileTwoFactor.Internal;

/// <summary>A page that is also for a caller between password and code: who that is, and the ways out of that state.</summary>
internal abstract class PartialSignInPageModel(
    PageServices services,
    IAccountTwoFactorManager manager,
    AccountTwoFactorOptions options
) : AccountPageModel(services, manager)
{
    internal const string CancelHandler = "cancel";
    private const string SignInHandler = "signin";

    /// <summary>The sign-in that waits for its code; null for a signed-in caller.</summary>
    public PartialSignInInfo? Waiting { get; private set; }

    public string AccountName => Waiting?.AccountName ?? Status.AccountName;

    /// <summary>This page with the same destination.</summary>
    public abstract string Step(string? handler = null);

    /// <summary>Starts the sign-in again after the partial one has expired. Returns to the page that the person wanted to open.</summary>
    public async Task<IActionResult> OnGetSigninAsync()
    {
        var status = await Manager.GetStatusAsync(HttpContext);
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

    /// <summary>Cancels the sign-in. A session without its proof is a partial sign-in as well, and ends with it.</summary>
    public async Task<IActionResult> OnPostCancelAsync()
    {
        await Manager.CancelSignInAsync(HttpContext);
        if (User.Identity is not { IsAuthenticated: true })
        {
            await HttpContext.SignOutAsync(options.SessionScheme);
        }

        return Go(PageLinks.Home(HttpContext));
    }

    /// <summary>Finds the caller whose code is required; a result means that there is no such caller.</summary>
    protected async Task<IActionResult?> PrepareAsync()
    {
        if (await ReadStatusAsync() is not { } error)
        {
            return Status.Enabled ? null : Continue();
        }

        if (!IsAboutSignIn(error))
        {
            return Refuse(error);
        }

        var found = await Manager.FindSignInAsync(HttpContext);
        Waiting = found.Value;
        return found.Succeeded ? null : Refuse(found.Error);
    }

    // No caller to ask for a code: the time between password and code is over, or has never begun.
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
}
