using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Outcomes.Internal;
using ProfileTwoFactor.Policies;
using ProfileTwoFactor.Scopes.Internal;
using ProfileTwoFactor.Stores;
using Microsoft.Extensions.DependencyInjection;

namespace ProfileTwoFactor.Management.Internal;

/// <summary>What the Owner sees of the members, and the reset of one.</summary>
internal sealed class MemberAdministration(
    BindingManager bindings,
    CodeRules rules,
    FreshProof proof,
    ScopeRegistry scopes,
    Deadline deadline,
    SessionEvents events,
    TimeProvider time
)
{
    public async Task<TwoFactorResult<IReadOnlyList<MemberBindingInfo>>> ListAsync(
        ProfileSession session
    )
    {
        if (!session.Subject.IsOwner)
        {
            return TwoFactorErrors.NotOwner();
        }

        if (session.Enabled)
        {
            var verified = await proof.DemandVerifiedAsync(session);
            if (!verified.Succeeded)
            {
                return verified.Error;
            }
        }

        try
        {
            return TwoFactorResult<IReadOnlyList<MemberBindingInfo>>.Success(
                await ReadAsync(session)
            );
        }
        catch (Exception exception) when (exception is not DependencyUnavailableException)
        {
            // A row that makes no sense: there is no list.
            throw deadline.Failed(DependencyNames.Directory, exception);
        }
    }

    public async Task<TwoFactorResult<Done>> ResetAsync(ProfileSession session, string memberId)
    {
        if (!session.Subject.IsOwner)
        {
            return TwoFactorErrors.NotOwner();
        }

        if (!session.Enabled)
        {
            return TwoFactorErrors.NotEnabled();
        }

        var fresh = await proof.DemandFreshAsync(session);
        if (!fresh.Succeeded)
        {
            return fresh.Error;
        }

        if (string.Equals(memberId, session.Subject.MemberId, StringComparison.Ordinal))
        {
            return Oneself();
        }

        if (await FindMemberAsync(session, memberId) is not { } member)
        {
            return TwoFactorErrors.NotFound();
        }

        // Asked of what the directory found, not of what was typed: a host may compare ids without regard to case.
        if (string.Equals(member.MemberId, session.Subject.MemberId, StringComparison.Ordinal))
        {
            return Oneself();
        }

        var key = new BindingKey(
            session.Subject.Scope,
            session.Epoch,
            member.MemberId,
            member.Stamp ?? ""
        );
        bool voided;
        try
        {
            voided = await bindings.ResetAsync(key);
        }
        finally
        {
            // A commit whose outcome is unknown may have happened.
            scopes.Invalidate(session.Subject.Scope);
        }

        if (voided)
        {
            await events.ResetAsync(session, member);
        }

        return Done.Instance;
    }

    private static TwoFactorError Oneself() =>
        TwoFactorErrors.Conflict("You can't reset yourself. Replace your authenticator instead.");

    private async Task<ProfileMember?> FindMemberAsync(ProfileSession session, string memberId)
    {
        if (!IdentifierRules.IsValid(memberId))
        {
            return null;
        }

        var directory = session.Context.RequestServices.GetRequiredService<IProfileDirectory>();
        return await deadline.CallAsync(
            DependencyNames.Directory,
            (directory, session.Profile.Id, memberId),
            static (s, token) => s.directory.FindMemberAsync(s.Id, s.memberId, token).AsTask()
        );
    }

    private async Task<List<MemberBindingInfo>> ReadAsync(ProfileSession session)
    {
        var aborted = session.Context.RequestAborted;
        var records = new Dictionary<(string Id, string Stamp), BindingRecord>();
        if (session.Enabled)
        {
            await foreach (
                var record in bindings.ListAsync(session.Subject.Scope, session.Epoch, aborted)
            )
            {
                records[(record.Key.MemberId, record.Key.MemberStamp)] = record;
            }
        }

        var directory = session.Context.RequestServices.GetRequiredService<IProfileDirectory>();
        var now = time.GetUtcNow();
        var members = new List<MemberBindingInfo>();
        var listed = deadline.EachAsync(
            DependencyNames.Directory,
            (directory, session.Profile.Id),
            static (s, token) => s.directory.ListMembersAsync(s.Id, token),
            aborted
        );
        await foreach (var member in listed)
        {
            records.TryGetValue((member.MemberId, member.Stamp ?? ""), out var record);
            members.Add(
                new(
                    member.MemberId,
                    member.AccountName,
                    StateOf(record, now),
                    record?.Active?.BoundAt
                )
            );
        }

        return members;
    }

    private MemberBindingState StateOf(BindingRecord? record, DateTimeOffset now) =>
        record is null ? MemberBindingState.NotBound
        : rules.Refuse(record, now) is { } refusal
            ? refusal.Status is CodeStatus.Disabled ? MemberBindingState.Disabled
                : MemberBindingState.Locked
        : record.Active is null ? MemberBindingState.NotBound
        : MemberBindingState.Bound;
}
