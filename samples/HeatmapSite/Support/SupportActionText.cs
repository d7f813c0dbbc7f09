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
                "They sign in with their password alone until they set it up again. Authenticator and backup codes stop working at once."
            ),
            Binding => new(
                "Remove the authenticator for {0}?",
                "It stops working at once, backup codes too. They bind a new one at their next visit to {0}."
            ),
            Profile => new(
                "Switch two-factor authentication of {0} off?",
                "Every member opens {0} with their password alone, and every authenticator for it is void."
            ),
            _ => null,
        };
}
