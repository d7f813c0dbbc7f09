namespace ProfileTwoFactor;

/// <summary>Returns the app's shared links. Implement it only in apps that use <see cref="RequireSharedLinkAttribute"/>.</summary>
/// <remarks>
/// The directory is called on every request and its result is never cached, so a changed or revoked link is closed at the next request. Tokens must be
/// random, have at least 128 bits, and be compared exactly. An exception, or a result later than
/// <see cref="ProfileTwoFactorOptions.DependencyTimeout"/>, refuses the request with 503. The message of an exception isn't logged because it
/// may contain the token. The app must revoke the links of a deleted profile: the profile of a public link isn't checked.
/// The package logs no token, but ASP.NET Core logs paths (Microsoft.AspNetCore.Hosting.Diagnostics, .HttpLogging, and .Routing)
/// and bound arguments (Microsoft.AspNetCore.Mvc at Trace). Raise their log levels if your logs aren't as secret as the links.
/// </remarks>
public interface ISharedLinkDirectory
{
    /// <summary>Finds a link by the token in its URL.</summary>
    /// <param name="token">The token from the request. It is a secret: never log it.</param>
    /// <param name="cancellationToken">Canceled when the caller disconnects.</param>
    /// <returns>Null for an unknown or revoked token. Callers can't distinguish the two.</returns>
    ValueTask<SharedLink?> FindAsync(string token, CancellationToken cancellationToken);
}
