namespace ProfileTwoFactor.Endpoints.Internal;

/// <summary>In seconds.</summary>
internal sealed class DurationLimitsResponse
{
    public required long Minimum { get; init; }

    public required long Maximum { get; init; }

    internal static DurationLimitsResponse From(DurationBounds bounds) =>
        new()
        {
            Minimum = PolicyResponse.Seconds(bounds.Minimum),
            Maximum = PolicyResponse.Seconds(bounds.Maximum),
        };
}
