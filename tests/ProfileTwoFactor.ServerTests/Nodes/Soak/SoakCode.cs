namespace ProfileTwoFactor.ServerTests.Nodes.Soak;

/// <summary>What someone types.</summary>
/// <param name="Text">The digits, or the backup code.</param>
/// <param name="Id">Which one it is: an authenticator and one of its steps, or one backup code. Null if it must not be accepted.</param>
/// <param name="Authenticator">Of which authenticator it is. Null for a backup code.</param>
/// <param name="IsBackup">Whether it is a backup code.</param>
/// <param name="IsWrong">Whether it must not be accepted from this member at this time.</param>
internal sealed record SoakCode(
    string Text,
    string? Id,
    string? Authenticator,
    bool IsBackup = false,
    bool IsWrong = false
)
{
    public override string ToString() => Id ?? $"wrong code {Text}";
}
