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
                "They can't open {0} any more, from their next click on. Invited again, they start anew and bind a new authenticator.",
                "Remove"
            ),
            (Remove, false) => new(
                "Withdraw this invitation?",
                "The link in the invitation to {0} stops working.",
                "Withdraw"
            ),
            (Transfer, _) => new(
                "Make this member the Owner?",
                "They alone manage the members of {0} and its two-factor authentication then. You stay a member, and only they can give it back.",
                "Make Owner"
            ),
            (Reset, _) => new(
                "Reset this authenticator?",
                "Their authenticator stops working for {0} at once. They scan a new QR code at their next visit.",
                "Reset"
            ),
            _ => null,
        };
}
