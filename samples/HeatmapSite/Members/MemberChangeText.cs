namespace HeatmapSite.Members;

/// <summary>What people read before a change that can't be undone.</summary>
internal sealed record MemberChangeText(string Heading, string Consequence, string Confirm)
{
    public const string Remove = "remove";
    public const string Transfer = "transfer";
    public const string Reset = "reset";

    /// <returns>Null for what is no change.</returns>
    public static MemberChangeText? For(string change, MemberRow member) =>
        (change, member.Activated) switch
        {
            (Remove, true) => new(
                "Remove this member?",
                "They can no longer open {0}, starting with their next request. If you invite them again, they bind a new authenticator.",
                "Remove"
            ),
            (Remove, false) => new(
                "Withdraw this invitation?",
                "The link in the invitation to {0} stops working.",
                "Withdraw"
            ),
            (Transfer, _) => new(
                "Make this member the Owner?",
                "Then only they manage the members and the two-factor authentication of {0}. You remain a member, and only they can make you the Owner again.",
                "Make Owner"
            ),
            (Reset, _) => new(
                "Reset this authenticator?",
                "Their authenticator for {0} stops working immediately. They scan a new QR code at their next visit.",
                "Reset"
            ),
            _ => null,
        };
}
