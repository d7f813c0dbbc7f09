namespace HeatmapSite.Links;

internal static class ShareAddress
{
    /// <summary>The whole address, to be copied and passed on. As the caller reached the site: it is shown to nobody else.</summary>
    public static string Of(HttpRequest request, string token) =>
        $"{request.Scheme}://{request.Host}{request.PathBase}/share/{token}";
}
