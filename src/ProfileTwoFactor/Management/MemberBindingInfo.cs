namespace ProfileTwoFactor;

/// <summary>One member as the Owner sees them.</summary>
/// <param name="MemberId">The member.</param>
/// <param name="AccountName">The person's sign-in e-mail.</param>
/// <param name="State">Whether the member has an authenticator that works.</param>
/// <param name="BoundAt">Since when, if bound.</param>
public sealed record MemberBindingInfo(
    string MemberId,
    string AccountName,
    MemberBindingState State,
    DateTimeOffset? BoundAt
);
