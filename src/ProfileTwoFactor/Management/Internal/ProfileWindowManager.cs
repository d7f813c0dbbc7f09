using Microsoft.AspNetCore.Http;

namespace ProfileTwoFactor.Management.Internal;

/// <summary>Opens the calls about where members have verified.</summary>
internal sealed class ProfileWindowManager(
    ProfileCallRunner calls,
    MemberWindows windows,
    AskingAgain asking
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
            call => windows.EndAsync(call, windowId)
        );
    }

    public Task<TwoFactorResult> EndOtherWindowsAsync(HttpContext context, string profileId) =>
        calls.RunAsync("end-other-windows", context, profileId, windows.EndOthersAsync);

    public Task<TwoFactorResult> AskAllAgainAsync(HttpContext context, string profileId) =>
        calls.RunAsync("ask-all-again", context, profileId, asking.AskAllAsync);

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
            call => asking.AskMemberAsync(call, memberId)
        );
    }
}
