using ProfileTwoFactor.Mail.Stores;
using static ProfileTwoFactor.EntityFrameworkCore.Internal.RowFields;

namespace ProfileTwoFactor.EntityFrameworkCore.Internal;

internal static class NotificationRow
{
    public static TwoFactorNotificationEntity From(NotificationJob job) =>
        new()
        {
            Key = RowKey.OfJob(job.Id),
            JobId = job.Id,
            Version = checked(job.Version + 1),
            Lane = (int)job.Lane,
            GroupKey = GroupColumn.Write(job.Group),
            NotBeforeUtcTicks = job.NotBefore.UtcTicks,
            Payload = job.Payload,
        };

    public static NotificationJob ToJob(TwoFactorNotificationEntity row)
    {
        Demand(row.JobId is not null && row.Key == RowKey.OfJob(row.JobId), nameof(row.Key));
        Demand(row.Version > 0, nameof(row.Version));
        Demand(Enum.IsDefined((NotificationLane)row.Lane), nameof(row.Lane));
        Demand(row.GroupKey is not null, nameof(row.GroupKey));
        Demand(row.Payload is not null, nameof(row.Payload));
        return new NotificationJob
        {
            Id = row.JobId,
            Version = row.Version,
            Lane = (NotificationLane)row.Lane,
            Group = GroupColumn.Read(row.GroupKey),
            NotBefore = Moment(row.NotBeforeUtcTicks, nameof(row.NotBeforeUtcTicks)),
            Payload = row.Payload,
        };
    }

    public static TwoFactorDeliveryEntity From(NotificationDelivery delivery) =>
        new()
        {
            Key = RowKey.OfDelivery(delivery.JobId, delivery.Recipient),
            JobKey = RowKey.OfJob(delivery.JobId),
            JobId = delivery.JobId,
            Recipient = delivery.Recipient,
            Version = checked(delivery.Version + 1),
            About = delivery.About,
            Settled = delivery.Settled,
            Attempts = delivery.Attempts,
            Uncertain = delivery.Uncertain,
            NotBeforeUtcTicks = delivery.NotBefore.UtcTicks,
        };

    public static NotificationDelivery ToDelivery(TwoFactorDeliveryEntity row, string jobId)
    {
        Demand(row.JobId == jobId, nameof(row.JobId));
        Demand(row.JobKey == RowKey.OfJob(jobId), nameof(row.JobKey));
        Demand(
            row.Recipient is not null && row.Key == RowKey.OfDelivery(jobId, row.Recipient),
            nameof(row.Key)
        );
        Demand(row.Version > 0, nameof(row.Version));
        Demand(row.About is not null, nameof(row.About));
        return new NotificationDelivery
        {
            JobId = jobId,
            Recipient = row.Recipient,
            Version = row.Version,
            About = row.About,
            Settled = row.Settled,
            Attempts = NotNegative(row.Attempts, nameof(row.Attempts)),
            Uncertain = NotNegative(row.Uncertain, nameof(row.Uncertain)),
            NotBefore = Moment(row.NotBeforeUtcTicks, nameof(row.NotBeforeUtcTicks)),
        };
    }
}
