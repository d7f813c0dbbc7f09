namespace ProfileTwoFactor.Tool.Reading;

internal sealed record PendingReport(DateTimeOffset ExpiresAt, bool Adds);
