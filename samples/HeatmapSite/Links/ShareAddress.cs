namespace HeatmapSite.Links;

internal static class ShareAddress
{
    /// <summary>The whole address, to be copied and passed on. Built from the address under which the caller reached the site: only the caller sees it.</summary>
    public static string Of(HttpRequest request, string token) =>
        $"{request.Scheme}://{request.Host}{request.PathBase}/share/{token}";
}
