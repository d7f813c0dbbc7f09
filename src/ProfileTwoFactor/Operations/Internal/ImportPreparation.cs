using Microsoft.Extensions.Options;
using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Codes.Internal;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Operations.Internal;

/// <summary>Makes the records of an imported second factor.</summary>
internal sealed class ImportPreparation(
    SecretProtection protection,
    TimeProvider time,
    IOptions<ProfileTwoFactorOptions> options
)
{
    /// <summary>What the commit may take beyond the moment at which the steps are counted.</summary>
    private static readonly TimeSpan CommitMargin = TimeSpan.FromSeconds(2);

    /// <summary>Clocks of nodes that accept codes for the earlier system. Where they aren't compared, this is what they commonly keep.</summary>
    private static readonly TimeSpan CommonSkew = TimeSpan.FromSeconds(30);

    private readonly int _toleratedSteps = options.Value.ToleratedSteps;
    private readonly TimeSpan _skew =
        options.Value.ToleratedClockSkew == Timeout.InfiniteTimeSpan
            ? CommonSkew
            : options.Value.ToleratedClockSkew;

    public BindingRecord Bind(BindingKey key, byte[] secret, BackupCodeSet? codes)
    {
        var authenticator = new BoundAuthenticator
        {
            Id = RandomId.Create(),
            Kind = AuthenticatorKind.Totp,
            BoundAt = time.GetUtcNow(),
            ProtectedSecret = protection.Protect(key, secret),
        };
        return new BindingRecord
        {
            Key = key,
            Active = new ActiveBinding { Authenticators = [authenticator], BackupCodes = codes },
            // No window of an earlier release names the new epoch.
            OnlyListedWindows = true,
        };
    }

    /// <summary>
    /// The binding with every step used that the earlier system can have accepted until the commit. Until the next one, codes are answered
    /// with the time to wait: as wrong codes they would use up the person's attempts.
    /// </summary>
    public BindingRecord WithUsedSteps(BindingRecord record, int earlierToleratedSteps)
    {
        var latest = TotpAlgorithm.StepAt(time.GetUtcNow() + CommitMargin + _skew);
        var last = latest + Math.Max(earlierToleratedSteps, _toleratedSteps);
        return record with
        {
            Active = record.Active! with
            {
                Authenticators = [record.Active.Authenticators[0] with { LastAcceptedStep = last }],
            },
            LockedUntil = DateTimeOffset.FromUnixTimeSeconds(
                (last + 1) * TotpAlgorithm.StepSeconds
            ),
        };
    }
}
