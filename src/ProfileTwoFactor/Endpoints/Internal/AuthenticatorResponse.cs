using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Endpoints.Internal;

internal sealed class AuthenticatorResponse
{
    public required string Id { get; init; }

    public required string Kind { get; init; }

    public required string Name { get; init; }

    public required DateTime BoundAt { get; init; }

    public required DateTime? LastUsedAt { get; init; }

    public required string State { get; init; }

    public required bool Current { get; init; }

    internal static AuthenticatorResponse[] From(IReadOnlyList<AuthenticatorInfo> list) =>
        [
            .. list.Select(item => new AuthenticatorResponse
            {
                Id = item.Id,
                Kind = item.Kind == AuthenticatorKind.Passkey ? "passkey" : "totp",
                Name = item.Name,
                BoundAt = item.BoundAt.UtcDateTime,
                LastUsedAt = item.LastUsedAt?.UtcDateTime,
                State = StateOf(item.State),
                Current = item.IsCurrent,
            }),
        ];

    private static string StateOf(AuthenticatorState state) =>
        state switch
        {
            AuthenticatorState.Active => "active",
            AuthenticatorState.NotAllowed => "not-allowed",
            AuthenticatorState.Disabled => "disabled",
            _ => throw new ArgumentOutOfRangeException(nameof(state), state, message: null),
        };
}
