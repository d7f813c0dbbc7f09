using Microsoft.AspNetCore.Http;

namespace ProfileTwoFactor.Gate.Internal;

/// <summary>What several attributes together ask of the account; the strictest counts.</summary>
internal readonly record struct AccountDemand(int MaxAgeSeconds, bool AllowWhenOff)
{
    public static AccountDemand Of(IReadOnlyList<IAccountTwoFactorMetadata> metadata) =>
        new(
            metadata.Aggregate(
                0,
                (smallest, item) => GateEndpoints.Stricter(smallest, item.MaxAgeSeconds)
            ),
            metadata.Count > 0 && metadata.All(item => item.AllowWhenOff)
        );

    /// <summary>Whether a caller who meets this requirement also meets the other.</summary>
    public bool Covers(AccountDemand other) =>
        GateEndpoints.Stricter(MaxAgeSeconds, other.MaxAgeSeconds) == MaxAgeSeconds
        && (other.AllowWhenOff || !AllowWhenOff);

    public static AccountDemand Of(Endpoint? endpoint) =>
        Of(endpoint?.Metadata.GetOrderedMetadata<IAccountTwoFactorMetadata>() ?? []);
}
