namespace HeatmapSite.Support;

/// <summary>What the support reads before something is taken away.</summary>
internal sealed record SupportActionText(string Heading, string Consequence)
{
    public const string Account = "account";
    public const string Binding = "binding";
    public const string Profile = "profile";

    /// <returns>Null for what is no action.</returns>
    public static SupportActionText? For(string? action) =>
        action switch
        {
            Account => new(
                "Remove the authenticator of this account?",
                "The authenticator and its backup codes stop working immediately. They sign in with only their password until they set up two-factor authentication again."
            ),
            Binding => new(
                "Remove the authenticator for {0}?",
                "The authenticator and its backup codes stop working immediately. The member binds a new authenticator at their next visit to {0}."
            ),
            Profile => new(
                "Disable two-factor authentication of {0}?",
                "Members open {0} with only their password. All authenticators for this profile stop working."
            ),
            _ => null,
        };
}
