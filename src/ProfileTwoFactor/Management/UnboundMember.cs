namespace ProfileTwoFactor;

/// <summary>A member without an authenticator.</summary>
/// <param name="MemberId">The id of the member.</param>
/// <param name="AccountName">The member's sign-in e-mail.</param>
public sealed record UnboundMember(string MemberId, string AccountName);
