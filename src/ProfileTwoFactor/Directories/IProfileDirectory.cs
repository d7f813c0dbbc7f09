using System.Security.Claims;

namespace ProfileTwoFactor;

/// <summary>Returns the app's profiles and members. Every app implements this interface.</summary>
/// <remarks>
/// <see cref="FindAsync"/> is called on every gated request, and the package never caches its result, so a removed
/// member loses access at the next request. An exception, or a result later than
/// <see cref="ProfileTwoFactorOptions.DependencyTimeout"/>, refuses the request with 503: it never admits anyone.
/// Pass the cancellation token on to each query: the rest of the request may need the same database context.
/// </remarks>
public interface IProfileDirectory
{
    /// <summary>Finds a profile and the user's membership of it in one call.</summary>
    /// <param name="profileId">The id from the request. It might not be in canonical form.</param>
    /// <param name="user">The signed-in user, or an anonymous principal.</param>
    /// <param name="cancellationToken">Canceled when the caller disconnects, and at <see cref="ProfileTwoFactorOptions.DependencyTimeout"/>.</param>
    /// <returns>Null if there is no such profile.</returns>
    ValueTask<ProfileAccess?> FindAsync(
        string profileId,
        ClaimsPrincipal user,
        CancellationToken cancellationToken
    );

    /// <summary>Finds one activated member of a profile.</summary>
    /// <param name="profileId">The canonical profile id.</param>
    /// <param name="memberId">The member's id.</param>
    /// <param name="cancellationToken">Canceled when the caller disconnects, and at <see cref="ProfileTwoFactorOptions.DependencyTimeout"/>.</param>
    /// <returns>Null if no activated member of the profile has that id.</returns>
    ValueTask<ProfileMember?> FindMemberAsync(
        string profileId,
        string memberId,
        CancellationToken cancellationToken
    );

    /// <summary>Streams the activated members of a profile, without invited people who haven't accepted yet.</summary>
    /// <param name="profileId">The canonical profile id.</param>
    /// <param name="cancellationToken">Canceled when the caller disconnects, and at <see cref="ProfileTwoFactorOptions.DependencyTimeout"/>.</param>
    IAsyncEnumerable<ProfileMember> ListMembersAsync(
        string profileId,
        CancellationToken cancellationToken
    );
}
