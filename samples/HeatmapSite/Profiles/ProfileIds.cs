namespace HeatmapSite.Profiles;

/// <summary>Profile ids: lower case ASCII letters, digits and hyphens.</summary>
internal static class ProfileIds
{
    private const int MaxLength = 64;

    /// <summary>The one form in which an id is stored, whatever case the address was typed in.</summary>
    /// <remarks>
    /// ASCII only, and decided before lower-casing: some letters of other scripts turn into ASCII ones when their case changes.
    /// </remarks>
    /// <returns>Null for what no profile can be called.</returns>
    public static string? Canonical(string? typed) =>
        typed is { Length: > 0 and <= MaxLength }
        && typed.All(character => char.IsAsciiLetterOrDigit(character) || character == '-')
            ? typed.ToLowerInvariant()
            : null;
}
