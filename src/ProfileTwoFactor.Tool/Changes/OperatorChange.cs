using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.Audit;
using ProfileTwoFactor.EntityFrameworkCore.Internal;
using ProfileTwoFactor.Events;
using ProfileTwoFactor.Mail;
using ProfileTwoFactor.Mail.Queue;
using ProfileTwoFactor.Mail.Stores;
using ProfileTwoFactor.Operations.Internal;
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Tool.Databases;
using ProfileTwoFactor.Tool.Output;

namespace ProfileTwoFactor.Tool.Changes;

/// <summary>Removes second factors by the code of the app's own operator calls. What those calls do after the commit is written with the change here, for a node of the app to do.</summary>
internal sealed class OperatorChange(ToolDatabase database, OperatorAction action)
{
    /// <summary>Disables the two-factor authentication of a profile or account.</summary>
    /// <param name="policy">What was read and confirmed.</param>
    /// <param name="cancellationToken">Cancels it before the change.</param>
    /// <exception cref="ToolException">It is off already.</exception>
    public async Task SwitchOffAsync(PolicyRecord policy, CancellationToken cancellationToken)
    {
        var isAccount = policy.Scope.Kind == TwoFactorScopeKind.Account;
        // Of a profile, the one who enabled it: who the Owner is by now, only the app knows, and its node says so when it takes the job.
        await UnderTrailAsync(
            policy.Scope,
            isAccount ? policy.Scope.Id
                : policy.ChangedBy.Length > 0 ? policy.ChangedBy
                : action.OperatorId,
            isAccount ? OperatorRemoval.AccountTwoFactor : OperatorRemoval.ProfileTwoFactor,
            () => Removal.SwitchOffAsync(policy.Scope, action.OperatorId),
            memberStamp: "",
            cancellationToken
        );
    }

    /// <summary>Removes what a member has bound. Each membership that is stored is a write of its own.</summary>
    /// <exception cref="ToolException">Nothing was removed.</exception>
    public async Task<ChangeTally> ResetAsync(
        IReadOnlyList<BindingKey> keys,
        CancellationToken cancellationToken
    )
    {
        var removed = 0;
        ToolException? refusal = null;
        for (var i = 0; i < keys.Count; i++)
        {
            try
            {
                await ResetAsync(keys[i], cancellationToken);
                removed++;
            }
            catch (ToolException nothing) when (nothing.ExitCode == ExitCode.Refused)
            {
                // Removed by another at the same moment.
                refusal ??= nothing;
            }
            catch (Exception exception) when (removed > 0)
            {
                // What was done before holds, and must be told.
                return new ChangeTally(
                    removed,
                    keys.Count - i,
                    FailureOf(exception, cancellationToken)
                );
            }
        }

        return removed > 0 ? new ChangeTally(removed, 0, null) : throw refusal!;
    }

    private static ErrorText FailureOf(Exception exception, CancellationToken cancellationToken)
    {
        const string fix =
            $"Run the command again, which continues with what is left, {RunAgain.Unless}";
        if (cancellationToken.IsCancellationRequested)
        {
            return new("interrupted", "Interrupted.", fix);
        }

        var failure = DatabaseFailures.OfAny(exception);
        return new(failure.Code, failure.Message, fix);
    }

    private Task ResetAsync(BindingKey key, CancellationToken cancellationToken) =>
        UnderTrailAsync(
            key.Scope,
            key.MemberId,
            OperatorRemoval.MemberAuthenticator,
            () =>
                Removal.ResetAsync(
                    key.Scope,
                    new ProfileMember
                    {
                        MemberId = key.MemberId,
                        AccountName = "",
                        Stamp = key.MemberStamp,
                    }
                ),
            key.MemberStamp,
            cancellationToken
        );

    private BindingRemoval Removal => database.Services.GetRequiredService<BindingRemoval>();

    private async Task UnderTrailAsync(
        TwoFactorScope scope,
        string memberId,
        OperatorRemoval removal,
        Func<Task<TwoFactorError?>> change,
        string memberStamp,
        CancellationToken cancellationToken
    )
    {
        var trail = database.Services.GetRequiredService<ChangeTrail>();
        trail.Current = await EntryAsync(scope, memberId, removal, memberStamp, cancellationToken);
        try
        {
            if (await change() is { } refusal)
            {
                throw new ToolException(
                    ExitCode.Refused,
                    refusal.Code,
                    refusal.Code == TwoFactorErrorCodes.NotBound
                        ? "There is nothing to remove: the member has no authenticator."
                        : "There is nothing to remove: two-factor authentication is off.",
                    "Nothing was changed."
                );
            }
        }
        catch (Exception exception)
            when (!cancellationToken.IsCancellationRequested
                && DatabaseFailures.Of(exception) is { } failure
            )
        {
            throw failure;
        }
        finally
        {
            trail.Current = null;
        }
    }

    private async Task<TrailEntry> EntryAsync(
        TwoFactorScope scope,
        string memberId,
        OperatorRemoval removal,
        string memberStamp,
        CancellationToken cancellationToken
    )
    {
        var happened = new RemovedByOperator(
            new TwoFactorEventContext
            {
                Scope = scope,
                ProfileName = "",
                OwnerEmail = "",
                MemberId = memberId,
                AccountName = await NameAsync(scope, memberId, cancellationToken),
                ActorMemberId = action.OperatorId,
                ActorAccountName = action.OperatorName,
                Time = database.Time.GetUtcNow(),
            },
            removal,
            action.Reason
        );
        return new(
            database.Schema.HasHistory ? HistorySink.ToRecord(happened) : null,
            Job(happened, memberStamp)
        );
    }

    private static NotificationJob Job(RemovedByOperator happened, string memberStamp) =>
        new()
        {
            Id = "owed-" + happened.EventId,
            Lane = NotificationLane.Personal,
            Group = NotificationFiling.GroupOf(happened.Context.Scope),
            NotBefore = happened.Context.Time,
            Payload = (
                NotificationPayload.Of(
                    happened.Removal == OperatorRemoval.ProfileTwoFactor
                        ? TwoFactorMailKind.ProfileDisabledByOperator
                        : TwoFactorMailKind.RemovedByOperator,
                    happened.Context
                ) with
                {
                    MemberId = happened.Context.MemberId,
                    Language = null,
                    Owed = new OwedRemoval(
                        happened.EventId,
                        happened.Removal,
                        happened.Reason,
                        memberStamp
                    ),
                }
            ).Write(),
        };

    /// <summary>As the history knows the person; empty if it doesn't.</summary>
    private async Task<string> NameAsync(
        TwoFactorScope scope,
        string memberId,
        CancellationToken cancellationToken
    )
    {
        if (!database.Schema.HasHistory)
        {
            return "";
        }

        var events = await database
            .Services.GetRequiredService<EntityHistoryStore<ToolContext>>()
            .ListAsync(
                new HistoryQuery
                {
                    Scope = scope,
                    MemberId = memberId,
                    Limit = 20,
                },
                cancellationToken
            );
        return events
                .FirstOrDefault(one =>
                    one.AccountName.Length > 0
                    && string.Equals(one.MemberId, memberId, StringComparison.Ordinal)
                )
                ?.AccountName
            ?? "";
    }
}
