namespace ProfileTwoFactor.Stores;

/// <summary>Returns the time of the server that stores the secrets, which is the clock that all nodes share.</summary>
/// <remarks>
/// Authors of stores can register an implementation in addition to their <see cref="ISecretStore"/>. With it, a node whose own clock
/// differs by more than <see cref="ProfileTwoFactorOptions.ToleratedClockSkew"/> checks no codes: a code is valid for 90 seconds,
/// and a node with a wrong clock would refuse valid codes and accept codes of another time. The Entity Framework Core stores
/// have one for PostgreSQL, SQL Server, MySQL, and MariaDB. A mail store that implements this interface provides the clock by
/// which nodes share mails. Otherwise, the registered clock is used, or, with tenants, the clock of each node.
/// </remarks>
public interface IStoreClock
{
    /// <summary>Gets the current time of the server, in UTC. Null if the store has no clock of its own, because it runs on the caller's machine, or if the clock can't be read. Clocks are then not compared.</summary>
    /// <exception cref="Exception">Any exception means that the store isn't available. Codes are then answered with 503.</exception>
    /// <param name="cancellationToken">Canceled at the package's deadline.</param>
    Task<DateTimeOffset?> GetUtcNowAsync(CancellationToken cancellationToken);
}
