namespace ProfileTwoFactor.Stores;

/// <summary>Optional: writes an imported policy and binding in one transaction with the change that switches the app's earlier second factor off.</summary>
/// <remarks>
/// <c>AddEntityFrameworkStores&lt;TContext&gt;()</c> registers one. Without it, nothing can be imported: between two transactions, either both second
/// factors or none would be asked for.
/// </remarks>
public interface IImportStore
{
    /// <summary>Runs <paramref name="change"/> in a new service scope and a transaction, and writes what it returns in the same transaction.</summary>
    /// <remarks>
    /// A record is written if its version is still the stored one, as by <see cref="IPolicyStore.WriteAsync"/> and <see cref="ISecretStore.WriteAsync"/>.
    /// If the change returns null or throws, or if a record is not written, everything is rolled back. The change may be run again.
    /// </remarks>
    /// <param name="change">Gets the services of the scope and the object in which the transaction is open, such as the scope's <c>DbContext</c>.</param>
    /// <param name="cancellationToken">Cancels the call until the commit begins. Then everything is rolled back.</param>
    /// <returns><see cref="StoreWriteStatus.Written"/> only after the commit; <see cref="StoreWriteStatus.Conflict"/> if everything was rolled back.</returns>
    Task<StoreWriteStatus> WriteAsync(
        Func<IServiceProvider, object, CancellationToken, Task<PolicyAndBinding?>> change,
        CancellationToken cancellationToken
    );
}
