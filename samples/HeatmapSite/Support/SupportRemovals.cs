using System.Security.Claims;
using HeatmapSite.Profiles;
using HeatmapSite.Sessions;
using ProfileTwoFactor;

namespace HeatmapSite.Support;

/// <summary>What the site's support may take away, for the page and for scripts alike. Who may call it is the callers' business.</summary>
internal sealed class SupportRemovals(SupportQueries people, ITwoFactorOperator twoFactor)
{
    /// <summary>Removes a person's authenticator of one profile, or without a profile the one of their account.</summary>
    /// <returns>Null when that is done, else why not.</returns>
    public async Task<TwoFactorError?> RemoveAsync(
        ClaimsPrincipal staff,
        string? email,
        string? profileId,
        string? reason,
        CancellationToken cancellationToken
    )
    {
        if (SupportReason.Read(reason) is not { } given)
        {
            return SupportErrors.NoReason;
        }

        if (await people.FindAsync(email, cancellationToken) is not { } person)
        {
            return SupportErrors.NobodyWithThatAddress;
        }

        if (person.Id == staff.PersonId())
        {
            return SupportErrors.Oneself;
        }

        var action = ActionOf(staff, given);
        if (profileId is null)
        {
            return (
                await twoFactor.RemoveAccountBindingAsync(person.Id, action, cancellationToken)
            ).Error;
        }

        var canonical = ProfileIds.Canonical(profileId);
        var membership = person.Memberships.FirstOrDefault(member => member.ProfileId == canonical);
        if (membership is null)
        {
            return SupportErrors.NoSuchMembership;
        }

        return await people.BelongsAsync(staff.PersonId(), membership.ProfileId, cancellationToken)
            ? SupportErrors.OwnProfile
            : (
                await twoFactor.RemoveProfileBindingAsync(
                    membership.ProfileId,
                    membership.MemberId,
                    action,
                    cancellationToken
                )
            ).Error;
    }

    /// <summary>Switches a profile off for all of its members.</summary>
    /// <returns>Null when that is done, else why not.</returns>
    public async Task<TwoFactorError?> SwitchOffAsync(
        ClaimsPrincipal staff,
        string? profileId,
        string? reason,
        CancellationToken cancellationToken
    )
    {
        if (SupportReason.Read(reason) is not { } given)
        {
            return SupportErrors.NoReason;
        }

        if (ProfileIds.Canonical(profileId) is not { } canonical)
        {
            return SupportErrors.NoSuchMembership;
        }

        return await people.BelongsAsync(staff.PersonId(), canonical, cancellationToken)
            ? SupportErrors.OwnProfile
            : (
                await twoFactor.SwitchProfileOffAsync(
                    canonical,
                    ActionOf(staff, given),
                    cancellationToken
                )
            ).Error;
    }

    private static OperatorAction ActionOf(ClaimsPrincipal staff, string reason) =>
        new()
        {
            OperatorId = staff.PersonId()!,
            OperatorName = staff.Identity!.Name!,
            Reason = reason,
        };
}
