using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Management.Internal;

/// <summary>What the Owner is told of a member's record.</summary>
internal sealed class MemberStates(CodeRules rules, EnrollmentSeal seal, TimeProvider time)
{
    public MemberBindingInfo Of(MemberAndBinding one)
    {
        var (member, record) = (one.Member, one.Record);
        var now = time.GetUtcNow();
        return new(
            member.MemberId,
            member.AccountName,
            StateOf(one, now),
            one.IsBound ? record?.Active?.BoundAt : null
        )
        {
            EnrollmentPass = PassOf(record, now),
            HasOnlyDisallowedAuthenticators = !one.IsBound && record?.Active is not null,
        };
    }

    private MemberBindingState StateOf(MemberAndBinding one, DateTimeOffset now) =>
        one.Record is null ? MemberBindingState.NotBound
        : rules.Refuse(one.Record, now) is { } refusal
            ? refusal.Status is CodeStatus.Disabled ? MemberBindingState.Disabled
                : MemberBindingState.Locked
        : !one.IsBound ? MemberBindingState.NotBound
        : MemberBindingState.Bound;

    private EnrollmentPassInfo? PassOf(BindingRecord? record, DateTimeOffset now) =>
        seal.Read(record).Pass is { } pass ? new(StateOf(pass, now), pass.ExpiresAt) : null;

    private static EnrollmentPassState StateOf(EnrollmentSecret pass, DateTimeOffset now) =>
        pass.Used ? EnrollmentPassState.Used
        : pass.Counts(now, EnrollmentRules.MostPassFailures) ? EnrollmentPassState.Issued
        : EnrollmentPassState.Expired;
}
