namespace ProfileTwoFactor.Events;

/// <summary>One rule of a profile that was changed.</summary>
/// <param name="Name">The name of the rule as in the HTTP API, such as <c>window</c>.</param>
/// <param name="From">The Owner's value before: a duration in seconds, a text, or names separated by commas. Null for the app's value.</param>
/// <param name="To">The Owner's new value. Null for the app's value.</param>
public sealed record PolicyValueChange(string Name, string? From, string? To);
