namespace ProfileTwoFactor;

/// <summary>The authenticator state of one member, for the Owner.</summary>
/// <param name="MemberId">The id of the member.</param>
/// <param name="AccountName">The person's sign-in e-mail.</param>
/// <param name="State">The state of the member's authenticator.</param>
/// <param name="BoundAt">The time of the binding, or null if none is bound.</param>
public sealed record MemberBindingInfo(
    string MemberId,
    string AccountName,
    MemberBindingState State,
    DateTimeOffset? BoundAt
)
{
    /// <summary>The pass for a first binding that was issued last, or null if none was issued since the member was last reset.</summary>
    public EnrollmentPassInfo? EnrollmentPass { get; init; }

    /// <summary>Whether all authenticators that the member has bound are of kinds that aren't allowed now. To bind another one, the member needs a proof.</summary>
    public bool HasOnlyDisallowedAuthenticators { get; init; }
}
