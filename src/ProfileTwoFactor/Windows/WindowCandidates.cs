using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Windows;

/// <summary>Where the window of what a caller presents lies, and under which keys it can lie there, as the store says.</summary>
/// <param name="Place">The place.</param>
/// <param name="Keys">One for each authenticator that can have opened it. Each is made when it is asked for.</param>
internal sealed record WindowCandidates(WindowPlace Place, IEnumerable<WindowKey> Keys)
{
    /// <param name="policy">The policy, from the store.</param>
    /// <param name="record">The member's record, from the store.</param>
    /// <param name="kinds">What counts.</param>
    /// <param name="securityStamp">The host's stamp of the member.</param>
    /// <param name="token">What is presented.</param>
    /// <param name="place">The place, where it is known already.</param>
    /// <returns>Null: whatever a cache has, it doesn't count.</returns>
    public static WindowCandidates? Of(
        PolicyRecord policy,
        BindingRecord record,
        AllowedKinds kinds,
        string? securityStamp,
        WindowToken token,
        WindowPlace? place
    )
    {
        if (record.Active is not { } active)
        {
            return null;
        }

        place ??= token.Carrier == WindowCarrier.Cookie ? WindowPlace.OfCookie(token.Text!) : null;
        // An account's window is the proof of one session, and isn't listed: any of the authenticators can have opened it.
        if (record.Key.Scope.Kind != TwoFactorScopeKind.Profile)
        {
            place ??= Create(active.BindingId, null).Place;
            return new(place, ProofId.AllOf(active, kinds).Select(id => Create(id, place)));
        }

        if (WindowList.ProofOf(policy, record, kinds, token, place) is not { } proof)
        {
            return null;
        }

        place ??= proof.Place is { } name ? WindowPlace.OfName(name) : null;
        var only = Create(proof.Id, place);
        return new(only.Place, [only]);

        WindowKey Create(string proofId, WindowPlace? at) =>
            WindowKey.Create(record.Key, proofId, securityStamp, token, at, active.BindingId);
    }
}
