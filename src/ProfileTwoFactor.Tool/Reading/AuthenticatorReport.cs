using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Tool.Reading;

/// <summary>An authenticator without its secret.</summary>
internal sealed record AuthenticatorReport(
    string Id,
    AuthenticatorKind Kind,
    string Name,
    DateTimeOffset BoundAt,
    DateTimeOffset? LastUsedAt,
    DateTimeOffset? DisabledAt
);
