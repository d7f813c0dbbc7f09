using ProfileTwoFactor.Policies;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Bindings;

/// <summary>The kinds of authenticators that count in a scope.</summary>
internal readonly record struct AllowedKinds(bool Totp, bool Passkey)
{
    /// <summary>What was proven by a code before this moment, in ticks, has ended, although codes count now.</summary>
    public long CodesAfter { get; init; }

    /// <summary>The same for passkeys.</summary>
    public long PasskeysAfter { get; init; }

    public static AllowedKinds Of(ProfileRules rules)
    {
        var (totp, passkey) = (false, false);
        // By index, here and below: each request of a member asks, and an enumerator of a list is an object.
        for (var i = 0; i < rules.AllowedAuthenticators.Count; i++)
        {
            var name = rules.AllowedAuthenticators[i];
            totp |= string.Equals(name, SupportedAuthenticators.Totp, StringComparison.Ordinal);
            passkey |= string.Equals(
                name,
                SupportedAuthenticators.Passkey,
                StringComparison.Ordinal
            );
        }

        return new(totp, passkey)
        {
            CodesAfter = rules.CodesAfter,
            PasskeysAfter = rules.PasskeysAfter,
        };
    }

    /// <summary>The same as if every kind were allowed. What ended before stays ended.</summary>
    public AllowedKinds WithEvery() => this with { Totp = true, Passkey = true };

    public bool Allow(AuthenticatorKind kind) =>
        kind == AuthenticatorKind.Passkey ? Passkey : kind == AuthenticatorKind.Totp && Totp;

    /// <summary>Whether a backup code proves a member. Where nothing typed does, it only lets a new passkey be bound.</summary>
    public bool BackupCodes => Totp;

    /// <summary>Whether a member has an authenticator of a kind that counts. One that was disabled counts here: its member has to recover, and must not be taken for one who never bound.</summary>
    public bool Bound(ActiveBinding? active)
    {
        for (var i = 0; i < (active?.Authenticators.Count ?? 0); i++)
        {
            if (Allow(active!.Authenticators[i].Kind))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a member has a passkey to verify with now.</summary>
    public bool HasPasskey(ActiveBinding? active) => Has(active, AuthenticatorKind.Passkey);

    /// <summary>The same for an app.</summary>
    public bool HasApp(ActiveBinding? active) => Has(active, AuthenticatorKind.Totp);

    /// <summary>Whether a member can verify with it now.</summary>
    public bool Usable(BoundAuthenticator authenticator) =>
        authenticator.DisabledAt is null && Allow(authenticator.Kind);

    private bool Has(ActiveBinding? active, AuthenticatorKind kind)
    {
        for (var i = 0; i < (active?.Authenticators.Count ?? 0); i++)
        {
            if (active!.Authenticators[i] is var one && one.Kind == kind && Usable(one))
            {
                return true;
            }
        }

        return false;
    }
}
