using System.Globalization;
using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Management.Internal;

/// <summary>A member's authenticators, as the member is told of them.</summary>
internal static class AuthenticatorList
{
    public static IReadOnlyList<AuthenticatorInfo> Of(ProvenBinding proven, AllowedKinds kinds)
    {
        var (apps, passkeys) = (0, 0);
        var list = new List<AuthenticatorInfo>();
        foreach (var item in proven.Binding.Authenticators)
        {
            var number =
                item.Name.Length > 0 ? 0
                : item.Kind == AuthenticatorKind.Totp ? ++apps
                : ++passkeys;
            list.Add(
                new AuthenticatorInfo
                {
                    Id = item.Id,
                    Kind = item.Kind,
                    Name = number == 0 ? item.Name : DefaultName(item.Kind, number),
                    IsNamed = number == 0,
                    Number = number,
                    BoundAt = item.BoundAt,
                    LastUsedAt = item.LastUsedAt,
                    State =
                        item.DisabledAt is not null ? AuthenticatorState.Disabled
                        : kinds.Allow(item.Kind) ? AuthenticatorState.Active
                        : AuthenticatorState.NotAllowed,
                    IsCurrent = string.Equals(item.Id, proven.ProofId, StringComparison.Ordinal),
                }
            );
        }

        return list;
    }

    private static string DefaultName(AuthenticatorKind kind, int number)
    {
        var name = kind == AuthenticatorKind.Totp ? "Authenticator app" : "Passkey";
        return number == 1 ? name : string.Create(CultureInfo.InvariantCulture, $"{name} {number}");
    }
}
