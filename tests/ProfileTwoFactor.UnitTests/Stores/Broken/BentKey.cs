using System.Text;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.UnitTests.Stores.Broken;

/// <summary>Keys as a store with a flaw files them.</summary>
internal static class BentKey
{
    public static TwoFactorScope Of(TwoFactorScope scope, Flaw flaw)
    {
        var id = Of(scope.Id, flaw);
        var stamp = flaw == Flaw.IgnoresStamps ? "" : scope.Stamp;
        var isProfile = scope.Kind == TwoFactorScopeKind.Profile || flaw == Flaw.IgnoresKinds;
        return isProfile
            ? TwoFactorScope.Profile(id, stamp)
            : TwoFactorScope.Account(id, flaw == Flaw.IgnoresAccountStamps ? "" : stamp);
    }

    public static BindingKey Of(BindingKey key, Flaw flaw) =>
        new(
            Of(key.Scope, flaw),
            key.Epoch,
            Of(key.MemberId, flaw),
            flaw == Flaw.IgnoresStamps ? "" : key.MemberStamp
        );

    private static string Of(string id, Flaw flaw) =>
        flaw switch
        {
            Flaw.FoldsCase => id.ToUpperInvariant(),
            Flaw.TrimsKeys => id.TrimEnd(),
            Flaw.NormalizesKeys => id.Normalize(NormalizationForm.FormC),
            Flaw.CutsKeys => id.Length > 100 ? id[..100] : id,
            _ => id,
        };
}
