namespace HeatmapSite.Profiles;

internal static class ProfileEndpointConventionBuilderExtensions
{
    /// <summary>Only the profile's Owner. Put it beside the gate: who is not the Owner is refused, not asked for a code.</summary>
    public static TBuilder RequireProfileOwner<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder =>
        builder.RequireAuthorization(ProfileOwnerRequirement.PolicyName);
}
