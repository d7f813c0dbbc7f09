using ProfileTwoFactor.Codes.Internal;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Bindings;

/// <summary>What proves a binding beyond the sign-in: a mailed code, a pass, or a code of an app that the member has although codes don't count. The rules see a record and say what is to be committed; they write nothing.</summary>
internal sealed class FirstProofRules(EnrollmentSeal seal, CodeRules codes)
{
    /// <param name="record">What is stored.</param>
    /// <param name="key">The member's record.</param>
    /// <param name="proof">What was typed. Its length tells which of them it is.</param>
    /// <param name="claim">Who is asked for it, and under which rules.</param>
    /// <param name="now">The time.</param>
    public FirstProof Check(
        BindingRecord? record,
        BindingKey key,
        string proof,
        PendingClaim claim,
        DateTimeOffset now
    )
    {
        // Only where codes don't count: where they do, a code of the member's app opens a window, and this is no way around it.
        if (
            claim is { NeedsProof: true, RefusesCodes: true }
            && CodeRules.HasApp(record?.Active)
            && TotpCode.TryParse(proof, out _)
        )
        {
            var step = codes.Verify(record, proof, default(AllowedKinds).WithEvery(), now);
            return new(step.Answer.Status == CodeStatus.Accepted, step.Commit)
            {
                Code = step.Answer,
            };
        }

        var (accepted, state) = EnrollmentRules.Check(
            seal.Read(record),
            proof,
            claim.OwnerMemberId,
            now
        );
        return new(
            accepted,
            state is null
                ? null
                : (record ?? new BindingRecord { Key = key }) with
                {
                    Enrollment = seal.Write(key, state),
                }
        );
    }
}
