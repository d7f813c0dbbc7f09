namespace HeatmapSite.RateLimits;

/// <summary>Endpoint metadata: changing calls count against this limit. Not decided by the path, which can be written in several ways.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class LimitRequestsAttribute(RequestLimit limit) : Attribute
{
    public RequestLimit Limit => limit;
}
