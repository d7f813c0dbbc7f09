namespace ProfileTwoFactor.Stores;

/// <summary>Lists policies. Optional: a class that implements <see cref="IPolicyStore"/> implements it as well, so that <c>AddGauges()</c> can count profiles.</summary>
public interface IPolicyListing
{
    /// <summary>Lists the policies of all profiles, in any order. Policies of accounts are left out.</summary>
    /// <remarks>The list is read rarely and in the background. It should hold no connection or lock while the caller works on an item.</remarks>
    /// <param name="cancellationToken">Cancels the call.</param>
    IAsyncEnumerable<PolicyRecord> ListProfilesAsync(CancellationToken cancellationToken);
}
