using System.Security.Cryptography;

namespace ProfileTwoFactor.Bindings;

/// <summary>When a mailed code or a pass counts. The rules see a state and say what is to be committed; they write nothing.</summary>
internal static class EnrollmentRules
{
    public const int MostCodeFailures = 5;
    public const int MostPassFailures = 20;
    public const int MostMailsInAnHour = 5;
    public static readonly TimeSpan CodeLifetime = TimeSpan.FromMinutes(10);
    public static readonly TimeSpan PassLifetime = TimeSpan.FromHours(24);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>How long to wait before another code is mailed; null when one can be mailed now.</summary>
    /// <remarks>A person who knows only the password can ask for codes: each gives five guesses of a hundred million, and fills the member's mailbox.</remarks>
    public static TimeSpan? WaitForMail(EnrollmentState state, DateTimeOffset now) =>
        state.Mailed >= MostMailsInAnHour
        && state.MailedSince + Hour > now
        // Set by a clock that was since put back.
        && state.MailedSince <= now + Hour
            ? state.MailedSince + Hour - now
            : null;

    public static EnrollmentState WithCode(EnrollmentState state, byte[] hash, DateTimeOffset now)
    {
        var begins = state.MailedSince + Hour <= now || state.MailedSince > now + Hour;
        return state with
        {
            Code = new EnrollmentSecret { Hash = hash, ExpiresAt = now + CodeLifetime },
            Mailed = begins ? 1 : state.Mailed + 1,
            MailedSince = begins ? now : state.MailedSince,
        };
    }

    public static EnrollmentState WithPass(
        EnrollmentState state,
        byte[] hash,
        string issuedBy,
        DateTimeOffset now
    ) =>
        state with
        {
            Pass = new EnrollmentSecret
            {
                Hash = hash,
                IssuedBy = issuedBy,
                ExpiresAt = now + PassLifetime,
            },
        };

    /// <summary>Looks at what was typed. The state that is returned has to be committed before the answer is given; null: nothing changed.</summary>
    public static (bool Accepted, EnrollmentState? Commit) Check(
        EnrollmentState state,
        string proof,
        string ownerMemberId,
        DateTimeOffset now
    )
    {
        if (EnrollmentText.HashOfCode(proof) is { } code)
        {
            var (accepted, next) = Try(state.Code, code, MostCodeFailures, now);
            return (accepted, next is null ? null : state with { Code = next });
        }

        if (
            EnrollmentText.HashOfPass(proof) is { } pass
            && string.Equals(state.Pass?.IssuedBy, ownerMemberId, StringComparison.Ordinal)
        )
        {
            var (accepted, next) = Try(state.Pass, pass, MostPassFailures, now);
            return (accepted, next is null ? null : state with { Pass = next });
        }

        return (false, null);
    }

    private static (bool Accepted, EnrollmentSecret? Next) Try(
        EnrollmentSecret? secret,
        byte[] hash,
        int mostFailures,
        DateTimeOffset now
    )
    {
        if (secret is null || !secret.Counts(now, mostFailures))
        {
            return (false, null);
        }

        return CryptographicOperations.FixedTimeEquals(secret.Hash, hash)
            ? (true, secret with { Used = true })
            : (false, secret with { Failures = secret.Failures + 1 });
    }
}
