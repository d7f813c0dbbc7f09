namespace ProfileTwoFactor.Tool.Transfer;

internal sealed record HeaderLine(
    string Format,
    int Version,
    DateTimeOffset CreatedAt,
    string Provider
);
