using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.IntegrationTests;

/// <summary>Attempts where every kind of authenticator is allowed.</summary>
internal static class BindingManagerExtensions
{
    private static readonly AllowedKinds All = new(Totp: true, Passkey: true);

    public static Task<CodeOutcome> VerifyAsync(
        this BindingManager bindings,
        BindingKey key,
        string? code,
        SignInTicket? ticket = null
    ) => bindings.VerifyAsync(key, code, All, new AttemptDetails { Ticket = ticket });

    public static Task<CodeOutcome> UseBackupCodeAsync(
        this BindingManager bindings,
        BindingKey key,
        string? text,
        SignInTicket? ticket = null
    ) => bindings.UseBackupCodeAsync(key, text, All, new AttemptDetails { Ticket = ticket });
}
