using System.Security.Cryptography;

namespace ProfileTwoFactor.Codes.Internal;

/// <summary>How a backup code is shown, and the canonical form of what a person enters.</summary>
/// <remarks>
/// Sixteen base32 characters, which is 80 bits without remainder. Case, spaces and hyphens don't matter, nor do tab, CR
/// and LF at the ends. Base32 has no 0 and no 1: they are read as O and I, what they look like in capitals.
/// </remarks>
internal static class BackupCodeText
{
    public const int Length = 16;

    public const int MaxImportedLength = 48;

    /// <summary>Ten characters of the alphabet that ASP.NET Core Identity uses are 47 bits. Shorter codes of other systems can be guessed from a stolen hash.</summary>
    private const int MinImportedLength = 10;

    private const int RandomBytes = 10;
    private const int GroupLength = 4;
    private const int MaxInputLength = 64;

    public static string CreateRandom()
    {
        var random = RandomNumberGenerator.GetBytes(RandomBytes);
        var groups = Base32Text
            .Encode(random)
            .Chunk(GroupLength)
            .Select(group => new string(group));
        return string.Join('-', groups);
    }

    public static bool TryCanonicalise(string? text, Span<byte> canonical)
    {
        if (text is null || text.Length > MaxInputLength)
        {
            return false;
        }

        var length = 0;
        foreach (var character in text.AsSpan().Trim(" \t\r\n"))
        {
            if (character is ' ' or '-')
            {
                continue;
            }

            var letter = Read(character);
            if (!Base32Text.IsDigit(letter) || length == Length)
            {
                return false;
            }

            canonical[length++] = (byte)letter;
        }

        return length == Length;
    }

    /// <summary>The canonical form of a recovery code of another system: its letters and digits, in capitals, and nothing read as another character.</summary>
    /// <param name="text">What was typed, or what that system has stored.</param>
    /// <param name="canonical">At least <see cref="MaxImportedLength"/> bytes.</param>
    /// <param name="length">How many of them.</param>
    public static bool TryCanonicaliseImported(string? text, Span<byte> canonical, out int length)
    {
        length = 0;
        if (text is null || text.Length > MaxInputLength)
        {
            return false;
        }

        foreach (var character in text.AsSpan().Trim(" \t\r\n"))
        {
            if (character is ' ' or '-')
            {
                continue;
            }

            if (!char.IsAsciiLetterOrDigit(character) || length == MaxImportedLength)
            {
                return false;
            }

            canonical[length++] = (byte)char.ToUpperInvariant(character);
        }

        return length >= MinImportedLength;
    }

    private static char Read(char character) =>
        character switch
        {
            '0' => 'O',
            '1' => 'I',
            _ when char.IsAsciiLetterLower(character) => (char)(character - 'a' + 'A'),
            _ => character,
        };
}
