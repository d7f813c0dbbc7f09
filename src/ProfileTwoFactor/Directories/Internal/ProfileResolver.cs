using System.Security.Claims;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Scopes.Internal;

namespace ProfileTwoFactor.Directories.Internal;

/// <summary>Asks the host's directory, on every request, and checks that the answer makes sense.</summary>
internal sealed class ProfileResolver(Deadline deadline)
{
    public ValueTask<ProfileAccess?> FindAsync(
        IServiceProvider services,
        string profileId,
        ClaimsPrincipal user,
        CancellationToken aborted
    )
    {
        // No key can be longer, so no profile can have it; and no store is queried with a long value from a request.
        if (!IdentifierRules.IsValid(profileId))
        {
            return new((ProfileAccess?)null);
        }

        var answer = deadline.AskAsync(
            DependencyNames.Directory,
            (services, profileId, user),
            static (s, token) =>
                s
                    .services.GetRequiredService<IProfileDirectory>()
                    .FindAsync(s.profileId, s.user, token),
            aborted
        );
        return answer.IsCompletedSuccessfully ? new(Checked(answer.Result)) : AwaitAsync(answer);
    }

    private async ValueTask<ProfileAccess?> AwaitAsync(ValueTask<ProfileAccess?> answer) =>
        Checked(await answer);

    private ProfileAccess? Checked(ProfileAccess? answer)
    {
        if (answer is not { } access)
        {
            return null;
        }

        var profile = access.Profile;
        var sane =
            profile is not null
            && IdentifierRules.IsValid(profile.Id)
            && IdentifierRules.IsValidStamp(profile.Stamp)
            && (
                access.Member is not { } member
                || (
                    IdentifierRules.IsValid(member.MemberId)
                    && IdentifierRules.IsValidStamp(member.Stamp)
                )
            );
        return sane
            ? access
            : throw deadline.InvalidAnswer(
                DependencyNames.Directory,
                "it returned a profile or member without an id, or with an id that is too long"
            );
    }
}
