namespace ProfileTwoFactor.Operations.Internal;

/// <summary>What another part of the package keeps about scopes, and must not outlive a person or profile that is gone.</summary>
internal interface IScopeRecords
{
    /// <summary>Deletes what is kept about the scope. It can be called again.</summary>
    Task DeleteAsync(TwoFactorScope scope, CancellationToken cancellationToken);
}
