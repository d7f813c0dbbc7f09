using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Scopes.Internal;

namespace ProfileTwoFactor.Management.Internal;

/// <summary>Finds another member of the caller's profile.</summary>
internal sealed class MemberLookup(Deadline deadline)
{
    /// <summary>Null when the directory knows none by this id.</summary>
    public async Task<ProfileMember?> FindAsync(ProfileCall call, string memberId)
    {
        if (!IdentifierRules.IsValid(memberId))
        {
            return null;
        }

        return await deadline.AskAsync(
            DependencyNames.Directory,
            (call.Context.RequestServices, call.Profile.Id, memberId),
            static (s, token) =>
                s
                    .RequestServices.GetRequiredService<IProfileDirectory>()
                    .FindMemberAsync(s.Id, s.memberId, token),
            call.Context.RequestAborted
        );
    }
}
