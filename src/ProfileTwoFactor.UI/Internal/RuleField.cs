namespace ProfileTwoFactor.Internal;

/// <summary>A rule that is one of a few values.</summary>
/// <param name="Name">The name of the rule.</param>
/// <param name="Chosen">The value that is chosen; empty for the app's.</param>
/// <param name="Options">The values, and what they are called; the app's first.</param>
/// <param name="Problem">What is wrong with the chosen value.</param>
internal sealed record RuleField(
    string Name,
    string Chosen,
    IReadOnlyList<(string Value, string Text)> Options,
    string? Problem = null
);
