namespace HeatmapSite.Invitations;

/// <summary>Which passwords a new account may have: long enough, and not easy to guess.</summary>
/// <remarks>No rules about kinds of characters: they make passwords harder to remember, not harder to guess.</remarks>
internal static class PasswordRules
{
    public const int MinLength = 8;

    /// <summary>Hashing is slow on purpose; a whole book as a password would keep the site busy.</summary>
    public const int MaxLength = 128;

    private static readonly HashSet<string> Guessed = new(StringComparer.OrdinalIgnoreCase)
    {
        "password",
        "password1",
        "password123",
        "passw0rd",
        "12345678",
        "123456789",
        "1234567890",
        "11111111",
        "qwertyui",
        "qwertyuiop",
        "qwerty123",
        "iloveyou",
        "letmein1",
        "abcd1234",
        "football",
        "sunshine",
    };

    public static bool Accept(string? password, string email) =>
        password is { Length: >= MinLength and <= MaxLength }
        && password.Distinct().Skip(2).Any()
        && !Guessed.Contains(password)
        && !password.Contains(email, StringComparison.OrdinalIgnoreCase);
}
