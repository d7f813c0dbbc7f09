using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Mail.Queue;
using ProfileTwoFactor.Policies;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Mail.Announcements;

/// <summary>Reads from the policy what a job has to say now. The job only says that there may be something.</summary>
internal sealed class TopicReader(
    IServiceProvider services,
    PolicyRules rules,
    IOptions<NotificationWorkerOptions> options,
    MailClock clock
)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    // Two reminders of a profile are a day apart, and clocks differ by less.
    private static readonly TimeSpan SameReminder = TimeSpan.FromHours(1);

    private readonly NotificationWorkerOptions _options = options.Value;

    public async Task<TopicReading> ReadAsync(
        NotificationPayload payload,
        CancellationToken stopping
    )
    {
        if (await FindPolicyAsync(payload, stopping) is not { Enabled: true } policy)
        {
            return NotSaid(payload);
        }

        var current = rules.Of(policy);
        var kinds = AllowedKinds.Of(current);
        payload = payload with { Message = current.Message };
        var date =
            policy is { Scheduled: true, EnforcedFrom: { } from } && from > clock.Earliest
                ? from
                : (DateTimeOffset?)null;
        return payload switch
        {
            { DaysBefore: { } days } => date is { } ahead
                ? Before(payload, policy.Epoch, kinds, ahead, days)
                : NotSaid(payload),
            { RemindedAt: { } asked } => policy.RemindedAt is { } noted
            && noted > asked - SameReminder
                ? Reminder(payload, policy.Epoch, kinds, date, noted)
                : NotSaid(payload),
            { Kind: TwoFactorMailKind.EnforcementMoved } => Moved(payload, policy, kinds, date),
            _ => new AnnouncementTopic(
                policy.Epoch,
                policy.Epoch,
                payload with
                {
                    Kind = date is null
                        ? TwoFactorMailKind.ProfileEnabled
                        : TwoFactorMailKind.ProfileScheduled,
                    EnforcedFrom = date,
                },
                WithoutAny: null
            ),
        };
    }

    private TopicReading Before(
        NotificationPayload payload,
        string epoch,
        AllowedKinds kinds,
        DateTimeOffset date,
        int days
    )
    {
        var due = date - TimeSpan.FromDays(days);
        var now = clock.Earliest;
        if (now < due)
        {
            // The date was moved away; or it is being moved closer at this moment, and the policy will say so soon.
            var soon = payload.Time + _options.EnablingGrace;
            return JobStep.At(now < soon && soon < due ? soon : due);
        }

        // A node that was down for days: the last reminder alone is enough.
        var last = AnnouncementNames.DaysBefore[^1];
        return days > last && now >= date - TimeSpan.FromDays(last)
            ? JobStep.Finished
            : new AnnouncementTopic(
                epoch,
                About(epoch, AnnouncementNames.Before(days), date),
                payload with
                {
                    Kind = TwoFactorMailKind.EnforcementReminder,
                    EnforcedFrom = date,
                    // Filed weeks ago; how long the mail system may be down counts from here.
                    Time = due,
                },
                WithoutAny: kinds
            );
    }

    private static AnnouncementTopic Reminder(
        NotificationPayload payload,
        string epoch,
        AllowedKinds kinds,
        DateTimeOffset? date,
        DateTimeOffset noted
    ) =>
        new(
            epoch,
            About(epoch, AnnouncementNames.Reminder, noted),
            payload with
            {
                Kind = date is null
                    ? TwoFactorMailKind.BindingReminder
                    : TwoFactorMailKind.EnforcementReminder,
                EnforcedFrom = date,
            },
            WithoutAny: kinds
        );

    private static AnnouncementTopic Moved(
        NotificationPayload payload,
        PolicyRecord policy,
        AllowedKinds kinds,
        DateTimeOffset? date
    ) =>
        new(
            policy.Epoch,
            About(policy.Epoch, AnnouncementNames.Moved, date ?? DateTimeOffset.MinValue),
            payload with
            {
                Kind = date is null
                    ? TwoFactorMailKind.BindingReminder
                    : TwoFactorMailKind.EnforcementMoved,
                EnforcedFrom = date,
            },
            WithoutAny: kinds
        );

    /// <summary>Not yet, or no longer; the policy alone doesn't tell which. Waiting costs a look now and then, guessing could cost the mails.</summary>
    private TopicReading NotSaid(NotificationPayload payload) =>
        clock.Earliest - payload.Time < _options.EnablingGrace ? JobStep.Failed : JobStep.Finished;

    private async Task<PolicyRecord?> FindPolicyAsync(
        NotificationPayload payload,
        CancellationToken stopping
    )
    {
        // Asked for here: a host that chose no store is to hear so from the start-up check, not from the container.
        var policies = services.GetRequiredService<IPolicyStore>();
        return await PatientCall.RunAsync(
            token => policies.FindAsync(payload.Scope, token),
            Patience,
            stopping
        );
    }

    private static string About(string epoch, string topic, DateTimeOffset time) =>
        Convert.ToHexStringLower(
            KeyHash
                .Compute(epoch, topic, time.UtcTicks.ToString(CultureInfo.InvariantCulture))
                .AsSpan(0, 16)
        );
}
