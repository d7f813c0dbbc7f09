namespace HeatmapSite.Data;

/// <summary>The one form in which addresses are stored and compared.</summary>
internal static class EmailAddress
{
    public const int MaxLength = 254;

    /// <returns>Null for what can't be an address. Control characters go too: PostgreSQL refuses them as text.</returns>
    public static string? Normalise(string? typed)
    {
        var address = typed?.Trim();
        return
            address is { Length: > 2 and <= MaxLength }
            && address.IndexOf('@') is > 0 and var at
            && at < address.Length - 1
            && !address.Any(character => char.IsControl(character) || char.IsWhiteSpace(character))
            ? address.ToLowerInvariant()
            : null;
    }
}
