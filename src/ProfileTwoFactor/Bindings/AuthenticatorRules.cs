using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Bindings;

/// <summary>The rules of a member's list of authenticators. They see a record and say what is to be committed; they write nothing.</summary>
internal static class AuthenticatorRules
{
    /// <summary>Each app makes a guessed code more likely to be right: with five, three codes of each are good at a time.</summary>
    public const int MostApps = 5;

    public const int Most = 10;

    /// <summary>Whether the member can have one more of a kind.</summary>
    public static bool HasRoom(ActiveBinding? active, AuthenticatorKind kind)
    {
        var all = active?.Authenticators ?? [];
        return all.Count < Most
            && (
                kind != AuthenticatorKind.Totp
                || all.Count(item => item.Kind == AuthenticatorKind.Totp) < MostApps
            );
    }

    /// <summary>Why one can't be removed. Null if the member can verify with another.</summary>
    public static AuthenticatorRemoval? Refuse(
        ActiveBinding? active,
        string id,
        AllowedKinds kinds
    ) =>
        active?.Find(id) is not { } removed ? AuthenticatorRemoval.Unknown
        : active.Authenticators.Any(item => item != removed && kinds.Usable(item)) ? null
        : AuthenticatorRemoval.Last;

    public static ActiveBinding Without(ActiveBinding active, string id) =>
        active with
        {
            Authenticators =
            [
                .. active.Authenticators.Where(item =>
                    !string.Equals(item.Id, id, StringComparison.Ordinal)
                ),
            ],
        };

    /// <summary>Null when there is none with this id.</summary>
    public static BindingRecord? Rename(BindingRecord? record, string id, string name) =>
        record?.Active is { } active && active.Find(id) is { } found
            ? record with
            {
                Active = active.With([found with { Name = name }]),
            }
            : null;
}
