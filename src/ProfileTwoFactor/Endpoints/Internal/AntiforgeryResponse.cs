namespace ProfileTwoFactor.Endpoints.Internal;

/// <summary>A class, not a record: a logged instance must not print the token.</summary>
internal sealed class AntiforgeryResponse
{
    public required string HeaderName { get; init; }

    public required string Token { get; init; }
}
