namespace ProfileTwoFactor.Windows;

/// <summary>What the caller presents. Null text: nothing, so no window.</summary>
/// <param name="Carrier">Where it comes from.</param>
/// <param name="Text">The cookie's or claim's value; a secret for cookies.</param>
/// <param name="Qualifier">The claim's type, so that a <c>sid</c> never meets an equal <c>jti</c>.</param>
internal readonly record struct WindowToken(
    WindowCarrier Carrier,
    string? Text,
    string Qualifier = ""
)
{
    /// <summary>Redacted: the text is a secret.</summary>
    public override string ToString() => $"{Carrier} (redacted)";
}
