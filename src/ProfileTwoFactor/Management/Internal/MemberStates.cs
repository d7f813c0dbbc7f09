using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Management.Internal;

/// <summary>What the Owner is told of a member's record.</summary>
internal sealed class MemberStates(CodeRules rules, EnrollmentSeal seal, TimeProvider time)
{
    public MemberBindingInfo Of(ProfileMember member, BindingRecord? record)
    {
        var now = time.GetUtcNow();
        return new(
            member.MemberId,
            member.AccountName,
            StateOf(record, now),
            record?.Active?.BoundAt
        )
        {
            EnrollmentPass = PassOf(record, now),
        };
    }

    private MemberBindingState StateOf(BindingRecord? record, DateTimeOffset now) =>
        record is null ? MemberBindingState.NotBound
        : rules.Refuse(record, now) is { } refusal
            ? refusal.Status is CodeStatus.Disabled ? MemberBindingState.Disabled
                : MemberBindingState.Locked
        : record.Active is null ? MemberBindingState.NotBound
        : MemberBindingState.Bound;

    private EnrollmentPassInfo? PassOf(BindingRecord? record, DateTimeOffset now) =>
        seal.Read(record).Pass is { } pass ? new(StateOf(pass, now), pass.ExpiresAt) : null;

    private static EnrollmentPassState StateOf(EnrollmentSecret pass, DateTimeOffset now) =>
        pass.Used ? EnrollmentPassState.Used
        : pass.Counts(now, EnrollmentRules.MostPassFailures) ? EnrollmentPassState.Issued
        : EnrollmentPassState.Expired;
}
