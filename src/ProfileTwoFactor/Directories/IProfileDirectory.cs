using System.Security.Claims;

namespace ProfileTwoFactor;

/// <summary>The host's knowledge of profiles and members. The one interface every host implements.</summary>
/// <remarks>
/// <see cref="FindAsync"/> is called on every gated request and its answer is never cached by the package, so a removed
/// member is out at the next request. An exception, or an answer later than
/// <see cref="ProfileTwoFactorOptions.DependencyTimeout"/>, refuses the request with 503: it never lets anyone in.
/// </remarks>
public interface IProfileDirectory
{
    /// <summary>Finds a profile and the user's membership of it in one call.</summary>
    /// <param name="profileId">The id as the request named it; not yet canonical.</param>
    /// <param name="user">The signed-in user, or an anonymous principal.</param>
    /// <param name="cancellationToken">Cancelled when the caller hangs up.</param>
    /// <returns>Null when there is no such profile.</returns>
    ValueTask<ProfileAccess?> FindAsync(
        string profileId,
        ClaimsPrincipal user,
        CancellationToken cancellationToken
    );

    /// <summary>Finds one activated member of a profile.</summary>
    /// <param name="profileId">The canonical profile id.</param>
    /// <param name="memberId">The member's id.</param>
    /// <param name="cancellationToken">Cancelled when the caller hangs up.</param>
    /// <returns>Null when nobody has that id in that profile.</returns>
    ValueTask<ProfileMember?> FindMemberAsync(
        string profileId,
        string memberId,
        CancellationToken cancellationToken
    );

    /// <summary>Streams the activated members of a profile; people who are invited and have not accepted are left out.</summary>
    /// <param name="profileId">The canonical profile id.</param>
    /// <param name="cancellationToken">Cancelled when the caller hangs up.</param>
    IAsyncEnumerable<ProfileMember> ListMembersAsync(
        string profileId,
        CancellationToken cancellationToken
    );
}
