using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Windows;

/// <summary>Where the window of what a caller presents lies, and under which keys it can lie there, as the store says.</summary>
/// <param name="First">The key that is tried first. In profiles it is the only one, and costs no list.</param>
/// <param name="Others">One for each other authenticator that can have opened the window. Each is made when it is asked for.</param>
internal readonly record struct WindowCandidates(
    WindowKey First,
    IEnumerable<WindowKey>? Others = null
)
{
    public WindowPlace Place => First.Place;

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
        if (record.Key.Scope.Kind != TwoFactorScopeKind.Profile)
        {
            return OfAccount(record.Key, active, kinds, securityStamp, token, place);
        }

        if (WindowList.ProofOf(policy, record, kinds, token, place) is not { } proof)
        {
            return null;
        }

        place ??= proof.Place is { } name ? WindowPlace.OfName(name) : null;
        var only = WindowKey.Create(
            record.Key,
            proof.Id,
            securityStamp,
            token,
            place,
            active.BindingId
        );
        return new(only);
    }

    /// <remarks>
    /// An account's window is the proof of one session, and isn't listed: any of the authenticators can have opened it. A method of its own, so
    /// that a profile's requests don't pay for the closure.
    /// </remarks>
    private static WindowCandidates OfAccount(
        BindingKey key,
        ActiveBinding active,
        AllowedKinds kinds,
        string? securityStamp,
        WindowToken token,
        WindowPlace? known
    )
    {
        var place = known ?? Create(active.BindingId, null).Place;
        var ids = ProofId.AllOf(active, kinds);
        return new(Create(ids.First(), place), ids.Skip(1).Select(id => Create(id, place)));

        WindowKey Create(string proofId, WindowPlace? at) =>
            WindowKey.Create(key, proofId, securityStamp, token, at, active.BindingId);
    }
}
