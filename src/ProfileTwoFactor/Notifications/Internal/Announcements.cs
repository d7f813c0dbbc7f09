using System.Security.Claims;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ProfileTwoFactor.Internal;

/// <summary>Files the mail to all members that two-factor authentication is on.</summary>
/// <remarks>
/// The job is written before the policy and names the epoch that is about to begin, so it means nothing until the policy names it
/// too: a crash after the switch can't lose the mails, and one before it sends none. When the store of notifications can't take the
/// job, switching on must not fail for that; so the policy itself then says, in the same compare-and-swap that switches it on, that
/// the job is missing, and whoever next reads the policy sees to it. Only the first way needs nobody to come by after a crash,
/// and only the second needs no second store; hence both. Neither depends on the number of members.
/// </remarks>
internal sealed class Announcements(
    NotificationQueue queue,
    PendingAnnouncements pending,
    IServiceProvider services,
    TimeProvider time,
    ILogger<Announcements> logger
)
{
    private const string IdPrefix = "announcement-";

    public static bool IsOne(NotificationJob job) =>
        job.Id.StartsWith(IdPrefix, StringComparison.Ordinal);

    /// <summary>One attempt, within the time of one dependency call. False when it is not certain that the job is there.</summary>
    public async Task<bool> TryPrepareAsync(ProfileSession session, string epoch)
    {
        try
        {
            await FileAsync(
                session.Subject.Scope,
                epoch,
                session.Profile,
                session.Member.MemberId,
                session.Member.AccountName,
                MailLanguage.Current(),
                ClientHint.Of(session.Context)
            );
            return true;
        }
        catch (Exception exception)
        {
            Log.AnnouncementNotFiled(logger, FailureText.Of(exception));
            return false;
        }
    }

    public void Wake(TwoFactorScope scope, bool prepared)
    {
        if (!prepared)
        {
            pending.Enqueue(scope);
        }

        // Not earlier: before the switch the worker would find a job that means nothing yet, and put it off.
        queue.Wake();
    }

    /// <summary>Files what policies say is missing. Exceptions of one scope leave the others alone.</summary>
    public async Task FileMissingAsync(CancellationToken token)
    {
        foreach (var scope in pending.List())
        {
            token.ThrowIfCancellationRequested();
            try
            {
                await FileMissingAsync(scope, token);
                pending.Remove(scope);
            }
            catch (Exception exception) when (!token.IsCancellationRequested)
            {
                Log.AnnouncementNotFiled(logger, FailureText.Of(exception));
            }
        }
    }

    /// <summary>Takes the note out of the policy. A lost race leaves it to the next read.</summary>
    public async Task SettleAsync(PolicyRecord policy, CancellationToken token)
    {
        var policies = services.GetRequiredService<IPolicyStore>();
        await policies.WriteAsync(policy with { AnnouncementPending = false }, token);
    }

    private async Task FileMissingAsync(TwoFactorScope scope, CancellationToken token)
    {
        var policies = services.GetRequiredService<IPolicyStore>();
        var policy = await policies.FindAsync(scope, token);
        if (policy is not { AnnouncementPending: true })
        {
            return;
        }

        if (policy.Enabled && scope.Kind == TwoFactorScopeKind.Profile)
        {
            await using var own = services.CreateAsyncScope();
            var directory = own.ServiceProvider.GetRequiredService<IProfileDirectory>();
            var access = await directory.FindAsync(scope.Id, new ClaimsPrincipal(), token);
            if (access is { Profile: { } profile })
            {
                var actor = await directory.FindMemberAsync(scope.Id, policy.ChangedBy, token);
                await FileAsync(
                    scope,
                    policy.Epoch,
                    profile,
                    policy.ChangedBy,
                    actor?.AccountName ?? profile.OwnerEmail,
                    language: null,
                    client: null
                );
            }
        }

        // After the job is there, never before; filing it a second time is harmless, because its id is made of the epoch.
        await SettleAsync(policy, token);
    }

    private Task FileAsync(
        TwoFactorScope scope,
        string epoch,
        Profile profile,
        string actorMemberId,
        string actorAccountName,
        string? language,
        string? client
    )
    {
        var now = time.GetUtcNow();
        return queue.AddAsync(
            IdPrefix + epoch,
            new NotificationPayload
            {
                Kind = TwoFactorMailKind.ProfileEnabled,
                ScopeKind = scope.Kind,
                ScopeId = scope.Id,
                ScopeStamp = scope.Stamp,
                ProfileName = profile.Name,
                OwnerEmail = profile.OwnerEmail,
                Epoch = epoch,
                ActorMemberId = actorMemberId,
                ActorAccountName = actorAccountName,
                Time = now,
                Client = client,
                Language = language,
            },
            now
        );
    }
}
