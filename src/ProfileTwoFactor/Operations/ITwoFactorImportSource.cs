using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor;

/// <summary>The app's earlier second factors, for <see cref="ITwoFactorImport"/>. It is a scoped service.</summary>
public interface ITwoFactorImportSource
{
    /// <summary>The object in which this source makes its changes, such as the scope's <c>DbContext</c>.</summary>
    /// <remarks>The import is refused unless it is the object in which the package's <see cref="IImportStore"/> has opened its transaction. Null is refused too.</remarks>
    object? UnitOfWork { get; }

    /// <summary>Streams the ids of users who have a second factor, in a fixed order.</summary>
    /// <param name="after">The id after which to begin, in that order. Null for the beginning.</param>
    /// <param name="cancellationToken">Cancels the stream.</param>
    IAsyncEnumerable<string> ListAsync(string? after, CancellationToken cancellationToken);

    /// <summary>Reads the second factor of a user.</summary>
    /// <param name="userId">The user id.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Null if there is no such user.</returns>
    Task<ImportedSecondFactor?> FindAsync(string userId, CancellationToken cancellationToken);

    /// <summary>Switches the second factor of a user off, with key and recovery codes, in the transaction that is open in <see cref="UnitOfWork"/>.</summary>
    /// <param name="userId">The user id.</param>
    /// <param name="found">What <see cref="FindAsync"/> returned, in an earlier scope.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>False if the user or the second factor isn't as it was found, or was changed at the same time.</returns>
    Task<bool> TrySwitchOffAsync(
        string userId,
        ImportedSecondFactor found,
        CancellationToken cancellationToken
    );
}
