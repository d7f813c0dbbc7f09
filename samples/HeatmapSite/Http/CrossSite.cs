namespace HeatmapSite.Http;

/// <summary>Browsers say where a request comes from, and no page can make them lie about it.</summary>
internal static class CrossSite
{
    /// <returns>False also for callers that say nothing: they are no browsers, and have no visitor's cookies.</returns>
    public static bool Is(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        return request.Headers["Sec-Fetch-Site"] == "cross-site"
            || origin.Length > 0
                && !origin.Equals(
                    $"{request.Scheme}://{request.Host}",
                    StringComparison.OrdinalIgnoreCase
                );
    }
}
