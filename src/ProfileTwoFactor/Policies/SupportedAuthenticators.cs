namespace ProfileTwoFactor.Policies;

/// <summary>The kinds of authenticators that the app has, by their names in calls and stores. Codes always, others where they were added.</summary>
internal sealed class SupportedAuthenticators(IEnumerable<AddedAuthenticatorKind> added)
{
    public const string Totp = "totp";
    public const string Passkey = "passkey";

    /// <summary>In the order in which they are named to people.</summary>
    public IReadOnlyList<string> Names { get; } =
    [Totp, .. added.Select(kind => kind.Name).Where(name => name != Totp).Distinct()];
}
