using System.Security.Claims;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Events;
using ProfileTwoFactor.Events.Internal;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Mail.Queue;
using ProfileTwoFactor.Policies;

namespace ProfileTwoFactor.Mail.Delivery;

/// <summary>Does for a removal by the operators' tool what the app's own operator calls do after the commit: ends kept decisions, mails the person, and tells the subscribers.</summary>
/// <remarks>At least once: the mail is filed before anyone is told, under an id of the event. After a crash in between, all of it is repeated. While the first mail waits, no second one is filed; if it was sent by then, a second one goes out.</remarks>
internal sealed class OwedRemovalDelivery(
    IServiceScopeFactory scopes,
    NotificationFiling filing,
    TwoFactorEventPublisher events,
    ScopeRegistry registry,
    IOptions<NotificationWorkerOptions> options
)
{
    private static readonly ClaimsPrincipal NotSignedIn = new();

    public async Task<JobStep> RunAsync(
        NotificationPayload payload,
        OwedRemoval owed,
        CancellationToken stopping
    )
    {
        // Every few seconds a node reads the store anyway; with a backplane this reaches all of them now.
        registry.Invalidate(payload.Scope);
        var context = await PatientCall.RunAsync(
            token => ResolveAsync(payload, owed, token),
            options.Value.DirectoryPatience,
            stopping
        );
        if (context.AccountName.Length > 0)
        {
            await filing.AddOnceAsync(
                "removal-" + owed.EventId,
                NotificationPayload.Of(payload.Kind, context) with
                {
                    To = context.AccountName,
                    MemberId = context.MemberId,
                    RecipientLanguage = context.Language,
                },
                stopping
            );
        }

        await events.PublishAsync(
            new RemovedByOperator(context, owed.Removal, owed.Reason)
            {
                EventId = owed.EventId,
                IsMailFiled = true,
            }
        );
        return JobStep.Finished;
    }

    /// <summary>The people as the app knows them now. Without names where the app doesn't know them: the trail must have the event anyway.</summary>
    private async Task<TwoFactorEventContext> ResolveAsync(
        NotificationPayload payload,
        OwedRemoval owed,
        CancellationToken cancellationToken
    )
    {
        var context = new TwoFactorEventContext
        {
            Scope = payload.Scope,
            ProfileName = "",
            OwnerEmail = "",
            MemberId = payload.MemberId ?? "",
            AccountName = "",
            ActorMemberId = payload.ActorMemberId ?? "",
            ActorAccountName = payload.ActorAccountName,
            Time = payload.Time,
        };
        await using var scope = scopes.CreateAsyncScope();
        return payload.ScopeKind == TwoFactorScopeKind.Account
            ? await AccountAsync(scope.ServiceProvider, context, cancellationToken)
            : await ProfileAsync(scope.ServiceProvider, context, owed, cancellationToken);
    }

    private static async Task<TwoFactorEventContext> AccountAsync(
        IServiceProvider services,
        TwoFactorEventContext context,
        CancellationToken cancellationToken
    )
    {
        var account = services.GetService<IAccountDirectory>() is { } accounts
            ? await accounts.FindAsync(context.Scope.Id, cancellationToken)
            : null;
        // Another person may have got the id.
        return account is null || !IsSame(account.Stamp, context.Scope.Stamp)
            ? context
            : context with
            {
                AccountName = account.AccountName,
                Language = account.Language,
            };
    }

    private static async Task<TwoFactorEventContext> ProfileAsync(
        IServiceProvider services,
        TwoFactorEventContext context,
        OwedRemoval owed,
        CancellationToken cancellationToken
    )
    {
        var directory = services.GetRequiredService<IProfileDirectory>();
        var access = await directory.FindAsync(context.Scope.Id, NotSignedIn, cancellationToken);
        if (
            access is not { Profile: { } profile }
            || !string.Equals(profile.Id, context.Scope.Id, StringComparison.Ordinal)
            || !IsSame(profile.Stamp, context.Scope.Stamp)
        )
        {
            return context;
        }

        var named = context with { ProfileName = profile.Name, OwnerEmail = profile.OwnerEmail };
        if (owed.Removal == OperatorRemoval.ProfileTwoFactor)
        {
            // The Owner is the person concerned, who may be another one by now.
            return named with
            {
                MemberId = profile.OwnerMemberId,
                AccountName = profile.OwnerEmail,
            };
        }

        var member = await directory.FindMemberAsync(
            profile.Id,
            context.MemberId,
            cancellationToken
        );
        // Another person may have got the id.
        return member is null || !IsSame(member.Stamp, owed.MemberStamp)
            ? named
            : named with
            {
                AccountName = member.AccountName,
                Language = member.Language,
            };
    }

    private static bool IsSame(string? stamp, string? expected) =>
        string.Equals(stamp ?? "", expected ?? "", StringComparison.Ordinal);
}
