using Microsoft.AspNetCore.Http;
using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Directories.Internal;
using ProfileTwoFactor.Http;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Outcomes.Internal;
using ProfileTwoFactor.Policies;

namespace ProfileTwoFactor.Management.Internal;

/// <summary>The first three checks of every call: signed in, profile, membership.</summary>
internal sealed class ProfileCallFactory(
    ProfileResolver profiles,
    PolicyReader policies,
    Tenants tenants
)
{
    public async Task<TwoFactorResult<ProfileCall>> OpenAsync(HttpContext context, string profileId)
    {
        var user = context.User;
        if (!SignedIn.Is(user))
        {
            return NotSignedIn.Explain(context);
        }

        var found = await profiles.FindAsync(
            context.RequestServices,
            profileId,
            user,
            context.RequestAborted
        );
        if (found is not { } access)
        {
            return TwoFactorErrorFactory.NotFound();
        }

        if (access.Member is not { } member)
        {
            return TwoFactorErrorFactory.NotAMember();
        }

        var scope = TwoFactorScope
            .Profile(access.Profile.Id, access.Profile.Stamp)
            .InTenant(tenants.Of(context));
        return new ProfileCall
        {
            Context = context,
            Profile = access.Profile,
            Member = member,
            Policy = await policies.FindAsync(scope),
            Subject = new ScopeSubject
            {
                Scope = scope,
                User = user,
                MemberId = member.MemberId,
                MemberStamp = member.Stamp ?? "",
                OwnerMemberId = access.Profile.OwnerMemberId,
                SecurityStamp = member.SecurityStamp,
            },
        };
    }
}
