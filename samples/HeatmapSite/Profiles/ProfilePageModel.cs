using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ProfileTwoFactor;

namespace HeatmapSite.Profiles;

/// <summary>A page of one profile. Deriving from it puts the page behind the gate.</summary>
[RequireProfileTwoFactor]
internal abstract class ProfilePageModel(CurrentProfile current) : PageModel
{
    public TwoFactorProfile Profile { get; private set; } = null!;

    public ProfileMember Member { get; private set; } = null!;

    public bool IsOwner => Member.MemberId == Profile.OwnerMemberId;

    public override async Task OnPageHandlerExecutionAsync(
        PageHandlerExecutingContext context,
        PageHandlerExecutionDelegate next
    )
    {
        (Profile, Member) = current.Get();
        ViewData["ProfileId"] = Profile.Id;
        await next();
    }
}
