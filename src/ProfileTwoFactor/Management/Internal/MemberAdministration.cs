using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Outcomes.Internal;
using ProfileTwoFactor.Policies;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Management.Internal;

/// <summary>What the Owner sees of the members, and the reset of one.</summary>
internal sealed class MemberAdministration(
    BindingManager bindings,
    MemberStates states,
    MemberLookup lookup,
    FreshProof proof,
    ScopeRegistry scopes,
    Deadline deadline,
    CallEvents events
)
{
    public async Task<TwoFactorResult<IReadOnlyList<MemberBindingInfo>>> ListAsync(ProfileCall call)
    {
        if (!call.Subject.IsOwner)
        {
            return TwoFactorErrorFactory.NotOwner();
        }

        if (call.Enabled)
        {
            var verified = await proof.DemandVerifiedAsync(call);
            if (!verified.Succeeded)
            {
                return verified.Error;
            }
        }

        try
        {
            return TwoFactorResult<IReadOnlyList<MemberBindingInfo>>.Success(await ReadAsync(call));
        }
        catch (Exception exception) when (exception is not DependencyUnavailableException)
        {
            // A row that makes no sense: there is no list.
            throw deadline.Failed(DependencyNames.Directory, exception);
        }
    }

    public async Task<TwoFactorResult> ResetAsync(ProfileCall call, string memberId)
    {
        if (!call.Subject.IsOwner)
        {
            return TwoFactorErrorFactory.NotOwner();
        }

        if (!call.Enabled)
        {
            return TwoFactorErrorFactory.NotEnabled();
        }

        var fresh = await proof.DemandFreshAsync(call);
        if (!fresh.Succeeded)
        {
            return fresh.Error;
        }

        if (string.Equals(memberId, call.Subject.MemberId, StringComparison.Ordinal))
        {
            return Oneself();
        }

        if (await lookup.FindAsync(call, memberId) is not { } member)
        {
            return TwoFactorErrorFactory.NotFound();
        }

        // Asked of what the directory found, not of what was typed: a host may compare ids without regard to case.
        if (string.Equals(member.MemberId, call.Subject.MemberId, StringComparison.Ordinal))
        {
            return Oneself();
        }

        var key = new BindingKey(
            call.Subject.Scope,
            call.Epoch,
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
            scopes.Invalidate(call.Subject.Scope);
        }

        if (voided)
        {
            await events.ResetAsync(call, member);
        }

        return TwoFactorResult.Success;
    }

    private static TwoFactorError Oneself() =>
        TwoFactorErrorFactory.Conflict(
            "You can't reset your own authenticator. Replace it instead."
        );

    private async Task<List<MemberBindingInfo>> ReadAsync(ProfileCall call)
    {
        var aborted = call.Context.RequestAborted;
        var records = new Dictionary<(string Id, string Stamp), BindingRecord>();
        if (call.Enabled)
        {
            await foreach (
                var record in bindings.ListAsync(call.Subject.Scope, call.Epoch, aborted)
            )
            {
                records[(record.Key.MemberId, record.Key.MemberStamp)] = record;
            }
        }

        var directory = call.Context.RequestServices.GetRequiredService<IProfileDirectory>();
        var members = new List<MemberBindingInfo>();
        var listed = deadline.EachAsync(
            DependencyNames.Directory,
            (directory, call.Profile.Id),
            static (s, token) => s.directory.ListMembersAsync(s.Id, token),
            aborted
        );
        await foreach (var member in listed)
        {
            records.TryGetValue((member.MemberId, member.Stamp ?? ""), out var record);
            members.Add(states.Of(member, record));
        }

        return members;
    }
}
