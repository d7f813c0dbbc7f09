namespace Shop;

/// <summary>A database for each tenant, found by the first label of the host name.</summary>
internal static class Tenants
{
    private static readonly HashSet<string> Known = ["north", "south"];

    public static string? Of(HttpContext context)
    {
        var name = context.Request.Host.Host.Split('.')[0];
        return Known.Contains(name) ? name : null;
    }

    public static string ConnectionString(string tenant) => $"Data Source={tenant}.db";
}
