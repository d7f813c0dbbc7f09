namespace Shop;

internal static class ReportEndpoints
{
    public static void MapReports(this IEndpointRouteBuilder workspace) =>
        workspace.MapGet("/reports", () => Results.Ok(new[] { "October", "November" }));
}
