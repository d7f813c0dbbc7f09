using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace ProfileTwoFactor.Bindings;

/// <summary>The names that people give their authenticators: one line of plain text.</summary>
internal static class AuthenticatorName
{
    public const int MaxLength = 64;

    /// <summary>The name without outer blanks; empty for none.</summary>
    /// <param name="text">What was sent; null for nothing.</param>
    /// <param name="name">The name.</param>
    /// <param name="fault">What is wrong with it.</param>
    public static bool TryParse(
        string? text,
        [NotNullWhen(true)] out string? name,
        [NotNullWhen(false)] out string? fault
    )
    {
        name = (text ?? "").Trim();
        fault =
            name.Length > MaxLength ? $"\"name\" can have at most {MaxLength} characters."
            : name.EnumerateRunes().Any(IsInvisible)
                ? "\"name\" can't contain control characters, line breaks, or characters that change the direction of text."
            : null;
        name = fault is null ? name : null;
        return fault is null;
    }

    // An emoji of several parts has a joiner between them, which is of the category "format" as those are that turn text around.
    private static bool IsInvisible(Rune rune) =>
        // How a lone surrogate is enumerated.
        rune == Rune.ReplacementChar
        || Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.Control
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.PrivateUse
                or UnicodeCategory.OtherNotAssigned
        || (
            Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format
            && rune.Value is not (0x200C or 0x200D)
        );
}
