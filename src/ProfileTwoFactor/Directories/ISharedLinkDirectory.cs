namespace ProfileTwoFactor;

/// <summary>The host's knowledge of shared links. Needed only by hosts that use <see cref="RequireSharedLinkAttribute"/>.</summary>
/// <remarks>
/// Asked on every request and never cached, so a link that was switched or revoked is closed at the next request. Tokens must be
/// random, of 128 bits at least, and compared exactly. An exception, or an answer later than
/// <see cref="ProfileTwoFactorOptions.DependencyTimeout"/>, refuses the request with 503; what an exception says is not logged, since it
/// may quote the token. Links of a deleted profile are yours to end: for a public link the profile is not asked about.
/// The package logs no token, but the framework logs paths: Microsoft.AspNetCore.Hosting.Diagnostics, .HttpLogging and .Routing,
/// and the bound arguments: Microsoft.AspNetCore.Mvc at Trace. Raise their levels where logs are not as secret as the links.
/// </remarks>
public interface ISharedLinkDirectory
{
    /// <summary>Finds a link by the token in its address.</summary>
    /// <param name="token">As the request named it. A secret: never log it.</param>
    /// <param name="cancellationToken">Cancelled when the caller hangs up.</param>
    /// <returns>Null for a token that is unknown or revoked: callers can't tell which.</returns>
    ValueTask<SharedLink?> FindAsync(string token, CancellationToken cancellationToken);
}
