using Microsoft.AspNetCore.Mvc;

namespace ProfileTwoFactor.Internal;

/// <summary>Where the member has verified. Without script: each end is a form.</summary>
internal sealed class WindowsModel(PageServices services, IProfileWindowManager windows)
    : TwoFactorPageModel(services)
{
    internal const string EndHandler = "end";
    internal const string OthersHandler = "others";

    public IReadOnlyList<VerifiedBrowser> Browsers { get; private set; } = [];

    /// <summary>Whether the member may be verified in browsers that can't be shown.</summary>
    public bool MayHaveUnlisted { get; private set; }

    /// <summary>Whether a verification counts in every browser of the member.</summary>
    public bool IsShared => Services.Options.WindowBinding == WindowBinding.Member;

    public async Task<IActionResult> OnGetAsync()
    {
        if (await LoadAsync() is { } refusal)
        {
            return refusal;
        }

        var result = await windows.ListWindowsAsync(HttpContext, ProfileId);
        if (!result.Succeeded)
        {
            return RefuseHere(result.Error);
        }

        Browsers = result.Value.Listed;
        MayHaveUnlisted = result.Value.MayHaveUnlisted && !IsShared;
        return Page();
    }

    public async Task<IActionResult> OnPostEndAsync(
        [FromForm] string? windowId,
        [FromForm] bool current
    )
    {
        if (await LoadAsync() is { } refusal)
        {
            return refusal;
        }

        var result = await windows.EndWindowAsync(HttpContext, ProfileId, windowId ?? "");
        // It has ended, regardless of who did it.
        if (!result.Succeeded && result.Error.Code != TwoFactorErrorCodes.NotFound)
        {
            return RefuseHere(result.Error);
        }

        // Without its own verification this browser can't see the list.
        return Go(current && result.Succeeded ? LinkTo(PageLinks.Manage) : Step(PageLinks.Windows));
    }

    public async Task<IActionResult> OnPostOthersAsync()
    {
        if (await LoadAsync() is { } refusal)
        {
            return refusal;
        }

        var result = await windows.EndOtherWindowsAsync(HttpContext, ProfileId);
        return result.Succeeded ? Go(Step(PageLinks.Windows)) : RefuseHere(result.Error);
    }

    private IActionResult RefuseHere(TwoFactorError error) =>
        IsAboutCode(error)
            ? Go(LinkTo(PageLinks.Verify, (Internal.ReturnUrl.Parameter, Step(PageLinks.Windows))))
        : error.Code == TwoFactorErrorCodes.NotEnabled ? Go(LinkTo(PageLinks.Manage))
        : Refuse(error);
}
