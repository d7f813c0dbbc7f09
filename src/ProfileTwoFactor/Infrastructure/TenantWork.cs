namespace ProfileTwoFactor.Infrastructure;

/// <summary>Marks what runs outside a request, and for which tenant.</summary>
/// <param name="Tenant">Empty for none.</param>
/// <param name="IsBackground">Background work of the package, for which no caller waits.</param>
internal sealed record TenantWork(string Tenant, bool IsBackground)
{
    private static readonly AsyncLocal<TenantWork?> Ambient = new();

    public static TenantWork? Current => Ambient.Value;

    /// <summary>Called inside an asynchronous method: it flows into everything that method calls, and ends with it.</summary>
    public static void Enter(string tenant, bool isBackground = true) =>
        Ambient.Value = new(tenant, isBackground);
}
