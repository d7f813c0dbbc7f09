namespace ProfileTwoFactor.Stores;

/// <summary>The time of the server that keeps the secrets: the one clock that all nodes of a host share.</summary>
/// <remarks>
/// Authors of stores register an implementation beside their <see cref="ISecretStore"/>; it is optional. With it, a node whose own clock
/// differs by more than <see cref="ProfileTwoFactorOptions.ToleratedClockSkew"/> checks no code: a code is good for a minute and a half,
/// and a node that lives in another minute would refuse good ones and take those of another time. The Entity Framework Core stores
/// bring one for PostgreSQL, SQL Server, MySQL and MariaDB. A store of mails that implements the interface itself gives the clock by
/// which nodes share mails; otherwise that is the registered one, and with tenants each node's own.
/// </remarks>
public interface IStoreClock
{
    /// <summary>The server's time now, in UTC. Null when the store has none of its own, because it runs on the caller's machine, or none that it can be asked for; clocks are then not compared.</summary>
    /// <exception cref="Exception">Anything that is thrown means that the store can't answer; codes are then answered 503.</exception>
    /// <param name="cancellationToken">Ends the call at the package's deadline.</param>
    Task<DateTimeOffset?> GetUtcNowAsync(CancellationToken cancellationToken);
}
