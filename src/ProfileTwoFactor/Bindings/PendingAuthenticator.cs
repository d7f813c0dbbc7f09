using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Bindings;

/// <summary>What a pending binding becomes once its code was accepted.</summary>
internal static class PendingAuthenticator
{
    public static BoundAuthenticator Of(PendingBinding pending, DateTimeOffset now) =>
        new()
        {
            Id = pending.BindingId,
            Kind = AuthenticatorKind.Totp,
            Name = pending.Name,
            ProtectedSecret = pending.ProtectedSecret,
            LastAcceptedStep = pending.LastAcceptedStep,
            BoundAt = now,
        };

    /// <summary>The member's authenticators with it: alone, beside the others, or in the place of the one that it replaces.</summary>
    public static ActiveBinding Join(
        ActiveBinding? active,
        PendingBinding pending,
        BoundAuthenticator confirmed
    )
    {
        if (active is null)
        {
            return new ActiveBinding { Authenticators = [confirmed] };
        }

        return pending.ReplacesBindingId is { } replaced
            // A new authenticator brings new backup codes: the old codes may lie where the old device does.
            ? new ActiveBinding
            {
                Authenticators =
                [
                    .. active.Authenticators.Select(item =>
                        string.Equals(item.Id, replaced, StringComparison.Ordinal)
                            ? confirmed
                            : item
                    ),
                ],
            }
            : active with
            {
                Authenticators = [.. active.Authenticators, confirmed],
            };
    }
}
