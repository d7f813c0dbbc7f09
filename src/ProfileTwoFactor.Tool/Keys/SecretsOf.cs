using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Tool.Keys;

/// <summary>Everything in a member's record that is encrypted with the key ring.</summary>
internal static class SecretsOf
{
    /// <summary>Each secret with the key of its row, under which it is encrypted.</summary>
    public static IEnumerable<(BindingKey Key, byte[] Secret)> Record(BindingRecord record)
    {
        foreach (var authenticator in record.Active?.Authenticators ?? [])
        {
            if (authenticator.ProtectedSecret is { } secret)
            {
                yield return (record.Key, secret);
            }
        }

        if (record.Pending is { } pending)
        {
            yield return (record.Key, pending.ProtectedSecret);
        }

        if (record.Enrollment is { } enrollment)
        {
            yield return (EnrollmentSeal.KeyOf(record.Key), enrollment);
        }
    }

    /// <summary>The record with every secret replaced.</summary>
    /// <param name="record">The record.</param>
    /// <param name="replace">Returns what takes the place of a secret. Called for the same ones, in the same order.</param>
    public static BindingRecord Replace(
        BindingRecord record,
        Func<BindingKey, byte[], byte[]> replace
    ) =>
        record with
        {
            Active = record.Active is { } active
                ? active with
                {
                    Authenticators =
                    [
                        .. active.Authenticators.Select(authenticator =>
                            authenticator.ProtectedSecret is { } secret
                                ? authenticator with
                                {
                                    ProtectedSecret = replace(record.Key, secret),
                                }
                                : authenticator
                        ),
                    ],
                }
                : null,
            Pending = record.Pending is { } pending
                ? pending with
                {
                    ProtectedSecret = replace(record.Key, pending.ProtectedSecret),
                }
                : null,
            Enrollment = record.Enrollment is { } enrollment
                ? replace(EnrollmentSeal.KeyOf(record.Key), enrollment)
                : null,
        };
}
