namespace ProfileTwoFactor.Stores;

/// <summary>Optional: reads a policy and a binding in one query. Without it, the package asks <see cref="IPolicyStore"/> and then <see cref="ISecretStore"/>.</summary>
/// <remarks>
/// A request that finds no kept decision needs both. If both stores are in one database, one statement saves a round trip. Register the
/// implementation as a singleton in addition to the two stores.
/// </remarks>
public interface IPolicyBindingStore
{
    /// <summary>Returns whether these are the stores it reads from. Otherwise, the package doesn't use it.</summary>
    /// <remarks>Compare the types exactly. A wrapper around a store may change what it returns.</remarks>
    /// <param name="policies">The policy store that the app uses.</param>
    /// <param name="secrets">The binding store that the app uses.</param>
    bool ReadsFrom(IPolicyStore policies, ISecretStore secrets);

    /// <summary>Returns what <see cref="IPolicyStore.FindAsync"/> and <see cref="ISecretStore.FindAsync"/> return for the same keys.</summary>
    /// <remarks>The two may be from different moments, but neither may be older than the call.</remarks>
    /// <param name="scope">The scope of the policy.</param>
    /// <param name="key">The key of the binding. Its epoch is not always the policy's: the package compares them.</param>
    /// <param name="cancellationToken">Canceled when the answer is no longer awaited.</param>
    /// <returns>The two records. If there is no policy, the binding may be left out.</returns>
    Task<PolicyAndBinding> FindAsync(
        TwoFactorScope scope,
        BindingKey key,
        CancellationToken cancellationToken
    );
}
