using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.UnitTests.Bindings;

/// <summary>Authenticators as they are stored, for rules that only look at records.</summary>
internal static class TestAuthenticators
{
    public static readonly DateTimeOffset BoundAt = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    public static readonly AllowedKinds Both = new(Totp: true, Passkey: true);
    public static readonly AllowedKinds OnlyApps = new(Totp: true, Passkey: false);
    public static readonly AllowedKinds OnlyPasskeys = new(Totp: false, Passkey: true);

    public static BindingKey Key { get; } =
        new(TwoFactorScope.Profile("acme"), "epoch", "mark", "");

    public static BoundAuthenticator App(string id) =>
        new()
        {
            Id = id,
            Kind = AuthenticatorKind.Totp,
            ProtectedSecret = [1],
            LastAcceptedStep = 1,
            BoundAt = BoundAt,
        };

    public static BoundAuthenticator Passkey(string id) =>
        new()
        {
            Id = id,
            Kind = AuthenticatorKind.Passkey,
            BoundAt = BoundAt,
            Passkey = new PasskeyCredential
            {
                CredentialId = System.Text.Encoding.ASCII.GetBytes(id),
                PublicKey = [2],
                SignCount = 0,
            },
        };

    public static BoundAuthenticator Disabled(this BoundAuthenticator item) =>
        item with
        {
            DisabledAt = BoundAt,
        };

    public static ActiveBinding Active(params BoundAuthenticator[] items) =>
        new() { Authenticators = items };
}
