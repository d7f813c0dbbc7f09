using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Management.Internal;

/// <summary>A member, and the record of their authenticator in the current epoch, if there is one.</summary>
internal readonly record struct MemberAndBinding(ProfileMember Member, BindingRecord? Record)
{
    public bool IsBound => Record?.Active is not null;
}
