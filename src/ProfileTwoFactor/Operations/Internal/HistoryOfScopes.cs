using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Operations.Internal;

/// <summary>The history of a person or profile that is gone.</summary>
internal sealed class HistoryOfScopes(IHistoryStore store) : IScopeRecords
{
    public Task DeleteAsync(TwoFactorScope scope, CancellationToken cancellationToken) =>
        store.DeleteScopeAsync(scope, cancellationToken);
}
