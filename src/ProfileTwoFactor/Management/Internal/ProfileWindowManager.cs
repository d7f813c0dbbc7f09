using Microsoft.AspNetCore.Http;
using ProfileTwoFactor.Callers;

namespace ProfileTwoFactor.Management.Internal;

/// <summary>Opens the calls about where members have verified.</summary>
internal sealed class ProfileWindowManager(
    ProfileCallRunner calls,
    MemberWindows windows,
    AskingAgain asking,
    UpstreamRevocation upstream
) : IProfileWindowManager
{
    public Task<TwoFactorResult<VerifiedBrowserList>> ListWindowsAsync(
        HttpContext context,
        string profileId
    ) => calls.RunAsync("windows", context, profileId, windows.ListAsync);

    public Task<TwoFactorResult> EndWindowAsync(
        HttpContext context,
        string profileId,
        string windowId
    )
    {
        ArgumentNullException.ThrowIfNull(windowId);
        return calls.RunAsync(
            "end-window",
            context,
            profileId,
            call => EndOneAsync(call, windowId)
        );
    }

    public Task<TwoFactorResult> EndOtherWindowsAsync(HttpContext context, string profileId) =>
        calls.RunAsync(
            "end-other-windows",
            context,
            profileId,
            call => EndAsync(call, windows.EndOthersAsync(call))
        );

    public Task<TwoFactorResult> AskAllAgainAsync(HttpContext context, string profileId) =>
        calls.RunAsync(
            "ask-all-again",
            context,
            profileId,
            call => EndAsync(call, asking.AskAllAsync(call))
        );

    public Task<TwoFactorResult> AskMemberAgainAsync(
        HttpContext context,
        string profileId,
        string memberId
    )
    {
        ArgumentNullException.ThrowIfNull(memberId);
        return calls.RunAsync(
            "ask-member-again",
            context,
            profileId,
            call => EndAsync(call, asking.AskMemberAsync(call, memberId))
        );
    }

    /// <remarks>
    /// Also where there is no such window: an earlier attempt may have ended it, and failed before it ended the rest. The caller is known to have
    /// verified then, as for every answer about a window.
    /// </remarks>
    private async Task<TwoFactorResult> EndOneAsync(ProfileCall call, string windowId)
    {
        var result = await EndAsync(call, windows.EndAsync(call, windowId));
        if (result.Error?.Code == TwoFactorErrorCodes.NotFound)
        {
            await upstream.EndAsync(call.Subject.Scope);
        }

        return result;
    }

    /// <summary>What an identity provider has proven belongs to no browser that could be ended, so all of it ends.</summary>
    private async Task<TwoFactorResult> EndAsync(ProfileCall call, Task<TwoFactorResult> ending)
    {
        var result = await ending;
        if (result.Succeeded)
        {
            await upstream.EndAsync(call.Subject.Scope);
        }

        return result;
    }
}
