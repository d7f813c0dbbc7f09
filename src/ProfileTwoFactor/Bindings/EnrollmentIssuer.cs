using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Bindings;

/// <summary>Makes mailed codes and passes, each by one compare-and-swap of the member's record: they belong to this member and epoch, and end with them.</summary>
internal sealed class EnrollmentIssuer(
    BindingRepository repository,
    EnrollmentSeal seal,
    TimeProvider time
)
{
    /// <summary>A new code in place of the one before, unless an authenticator is bound or too many were mailed.</summary>
    public Task<IssuedEnrollment> CreateCodeAsync(BindingKey key, AllowedKinds kinds)
    {
        var code = EnrollmentText.CreateCode();
        var hash = EnrollmentText.HashOfCode(code)!;
        return repository.CommitAsync(
            key,
            (seal, time, key, code, hash, kinds),
            static (record, s) =>
            {
                if (s.kinds.Bound(record?.Active))
                {
                    return new(IssuedEnrollment.AlreadyBound, null);
                }

                var now = s.time.GetUtcNow();
                var state = s.seal.Read(record);
                return EnrollmentRules.WaitForMail(state, now) is { } wait
                    ? new(IssuedEnrollment.TooMany(wait), null)
                    : Commit(
                        record,
                        s.seal,
                        s.key,
                        EnrollmentRules.WithCode(state, s.hash, now),
                        new(s.code, now + EnrollmentRules.CodeLifetime)
                    );
            }
        );
    }

    /// <summary>A mail could not be queued. Its code stays, since that is not always certain.</summary>
    public Task UncountMailAsync(BindingKey key) =>
        repository.CommitAsync(
            key,
            seal,
            static (record, seal) =>
                record is not null && seal.Read(record) is { Mailed: > 0 } state
                    ? new BindingStep<bool>(
                        true,
                        record with
                        {
                            Enrollment = seal.Write(
                                record.Key,
                                state with
                                {
                                    Mailed = state.Mailed - 1,
                                }
                            ),
                        }
                    )
                    : new(false, null)
        );

    /// <summary>A new pass in place of the one before, unless an authenticator is bound.</summary>
    public Task<IssuedEnrollment> CreatePassAsync(
        BindingKey key,
        string issuedBy,
        AllowedKinds kinds
    )
    {
        var pass = EnrollmentText.CreatePass();
        var hash = EnrollmentText.HashOfPass(pass)!;
        return repository.CommitAsync(
            key,
            (seal, time, key, issuedBy, pass, hash, kinds),
            static (record, s) =>
            {
                if (s.kinds.Bound(record?.Active))
                {
                    return new(IssuedEnrollment.AlreadyBound, null);
                }

                var now = s.time.GetUtcNow();
                return Commit(
                    record,
                    s.seal,
                    s.key,
                    EnrollmentRules.WithPass(s.seal.Read(record), s.hash, s.issuedBy, now),
                    new(s.pass, now + EnrollmentRules.PassLifetime)
                );
            }
        );
    }

    private static BindingStep<IssuedEnrollment> Commit(
        BindingRecord? record,
        EnrollmentSeal seal,
        BindingKey key,
        EnrollmentState state,
        IssuedEnrollment issued
    ) =>
        new(
            issued,
            (record ?? new BindingRecord { Key = key }) with
            {
                Enrollment = seal.Write(key, state),
            }
        );
}
