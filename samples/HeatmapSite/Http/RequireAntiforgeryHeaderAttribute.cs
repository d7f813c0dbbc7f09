namespace HeatmapSite.Http;

/// <summary>Endpoint metadata: a call with a cookie must prove that it comes from a page of this site.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RequireAntiforgeryHeaderAttribute : Attribute;
