namespace ProfileTwoFactor;

/// <summary>Takes over the second factors that people have in the app's earlier system, with their authenticators and recovery codes, for account-level two-factor authentication.</summary>
/// <remarks>
/// <para>
/// What is imported comes from the registered <see cref="ITwoFactorImportSource"/>. <c>AddIdentityImport&lt;TUser&gt;()</c> of the package
/// <c>ProfileTwoFactor.Identity</c> registers the one of ASP.NET Core Identity. The earlier second factor is switched off in the transaction that
/// switches the package's on, so the database has exactly one of them at any time. A call that is canceled or fails leaves the account as it was, unless the
/// exception says that the outcome isn't known.
/// </para>
/// <para>
/// <see cref="IAccountTwoFactorManager.SignInAsync"/> reads the database, so it asks for the code at once. Other nodes may remember for
/// <see cref="ProfileTwoFactorOptions.DecisionLifetime"/> that the account needs no code. During this time, a session that another login page created there
/// with the password alone isn't asked for one. Sign people in with <c>SignInAsync</c> during an import, or add a backplane.
/// </para>
/// <para>
/// Codes that the earlier system could have accepted don't work: the first one that does is of a later time step than the import and the tolerated
/// steps and clock differences, about two minutes later with the default options. Until then, codes are answered with <c>locked-out</c> and the time to wait. Sessions of an imported account ask for a code.
/// </para>
/// <para>These calls don't check the caller. A call for an account that is already imported changes nothing.</para>
/// </remarks>
public interface ITwoFactorImport
{
    /// <summary>Imports the second factor of one person.</summary>
    /// <param name="userId">The user id.</param>
    /// <param name="request">Who imports, and how.</param>
    /// <param name="cancellationToken">Cancels the import. The account is then as it was.</param>
    /// <exception cref="ArgumentException">The operator or the reason is empty or too long.</exception>
    /// <exception cref="InvalidOperationException">The import isn't set up, or a store or the source failed: nothing was changed. If the answer to the commit was lost and the store can't be read, the message says that the outcome isn't known. Import the account again then.</exception>
    Task<TwoFactorImportResult> ImportAccountAsync(
        string userId,
        TwoFactorImportRequest request,
        CancellationToken cancellationToken = default
    );

    /// <summary>Imports everyone whom <see cref="ITwoFactorImportSource.ListAsync"/> lists, one after the other, and returns each result when it is committed.</summary>
    /// <remarks>To resume, set <see cref="TwoFactorImportRequest.After"/> to the user id of the last result. It is also safe to start again: who is imported is no longer listed.</remarks>
    /// <param name="request">Who imports, and how.</param>
    /// <param name="cancellationToken">Stops the import between two accounts, or rolls back the one that is being imported.</param>
    /// <exception cref="ArgumentException">The operator or the reason is empty or too long.</exception>
    /// <exception cref="InvalidOperationException">The import isn't set up, or a store or the source failed. The message names the user. Results that were returned before are committed, and nothing else was changed, unless the message says that the outcome for this user isn't known. To import the users after one who can't be read, set <see cref="TwoFactorImportRequest.After"/> to that user's id.</exception>
    IAsyncEnumerable<TwoFactorImportResult> ImportAccountsAsync(
        TwoFactorImportRequest request,
        CancellationToken cancellationToken = default
    );
}
