namespace ProfileTwoFactor.Endpoints.Internal;

internal sealed class RecentResponse
{
    public required DateTime Since { get; init; }

    public required long Requests { get; init; }

    public required int Members { get; init; }
}
