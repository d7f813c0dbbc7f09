using ProfileTwoFactor.EntityFrameworkCore;
using ProfileTwoFactor.EntityFrameworkCore.Internal;
using ProfileTwoFactor.Tool.Reading;

namespace ProfileTwoFactor.Tool.Transfer;

/// <summary>A row must be one that the package can read, under its own key. A file that was edited gives no one another person's binding.</summary>
internal static class TransferCheck
{
    /// <summary>Of a binding of no member, which nodes write to see later whether their key ring is still the same.</summary>
    public const string HealthScope = "profile-two-factor:health";

    /// <exception cref="InvalidDataException">The row makes no sense.</exception>
    public static void ThrowIfUnsound(object row)
    {
        switch (row)
        {
            case TwoFactorPolicyEntity policy:
                _ = Records.Policy(policy);
                break;
            case TwoFactorBindingEntity binding:
                _ = Records.Binding(binding);
                break;
            case TwoFactorNotificationEntity job:
                _ = NotificationRow.ToJob(job);
                break;
            case TwoFactorDeliveryEntity delivery:
                _ = NotificationRow.ToDelivery(delivery, delivery.JobId);
                break;
            case TwoFactorHistoryEntity happened:
                _ = HistoryRow.ToRecord(
                    happened,
                    Records.ScopeOf(happened.ScopeKind, happened.ScopeId, happened.ScopeStamp)
                );
                break;
            default:
                throw new InvalidDataException("The table is unknown.");
        }
    }

    public static string KeyOf(object row) =>
        row switch
        {
            TwoFactorPolicyEntity policy => policy.Key,
            TwoFactorBindingEntity binding => binding.Key,
            TwoFactorNotificationEntity job => job.Key,
            TwoFactorDeliveryEntity delivery => delivery.Key,
            TwoFactorHistoryEntity happened => happened.Key,
            _ => throw new InvalidDataException("The table is unknown."),
        };

    public static bool IsHealthRecord(object row) =>
        row is TwoFactorBindingEntity { ScopeKind: 1, ScopeId: HealthScope };
}
