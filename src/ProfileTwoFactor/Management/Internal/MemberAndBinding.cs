using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Management.Internal;

/// <summary>A member, and the record of their authenticator in the current epoch, if there is one.</summary>
/// <param name="Member">The member.</param>
/// <param name="Record">The record.</param>
/// <param name="IsBound">Whether the member has an authenticator of a kind that counts.</param>
internal readonly record struct MemberAndBinding(
    ProfileMember Member,
    BindingRecord? Record,
    bool IsBound
);
