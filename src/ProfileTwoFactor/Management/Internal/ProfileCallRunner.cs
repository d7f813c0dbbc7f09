using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Callers;
using ProfileTwoFactor.Directories.Internal;
using ProfileTwoFactor.Http;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Outcomes.Internal;
using ProfileTwoFactor.Policies;

namespace ProfileTwoFactor.Management.Internal;

/// <summary>Opens the calls of members, with the first three checks of each: signed in, profile, membership. Runs what was asked for.</summary>
internal sealed class ProfileCallRunner(
    ProfileResolver profiles,
    PolicyReader policies,
    MemberRecords records,
    ScopeRegistry scopes,
    Tenants tenants,
    CodeAttemptLimiter attempts,
    ILogger<OperationGuard> logger
) : OperationGuard(logger)
{
    public Task<TwoFactorResult<T>> RunAsync<T>(
        string operation,
        HttpContext context,
        string profileId,
        Func<ProfileCall, Task<TwoFactorResult<T>>> run
    )
        where T : class
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(profileId);
        return RunAsync(
            operation,
            async () =>
            {
                var call = await OpenAsync(context, profileId);
                return call.Succeeded ? await run(call.Value) : call.Error;
            }
        );
    }

    /// <summary>The same for an operation that checks a code: only so many run at a time, and the others are refused before anything is read.</summary>
    public Task<TwoFactorResult<T>> RunAttemptAsync<T>(
        string operation,
        HttpContext context,
        string profileId,
        Func<ProfileCall, Task<TwoFactorResult<T>>> run
    )
        where T : class
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(profileId);
        return RunAsync(
            operation,
            () =>
                attempts.RunAsync(
                    context,
                    async () =>
                    {
                        var call = await OpenAsync(context, profileId, ReadBothAsync);
                        return call.Succeeded ? await run(call.Value) : call.Error;
                    }
                )
        );
    }

    public Task<TwoFactorResult> RunAsync(
        string operation,
        HttpContext context,
        string profileId,
        Func<ProfileCall, Task<TwoFactorResult>> run
    )
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(profileId);
        return RunAsync(
            operation,
            async () =>
            {
                var call = await OpenAsync(context, profileId);
                return call.Succeeded ? await run(call.Value) : call.Error;
            }
        );
    }

    public Task<TwoFactorResult<ProfileCall>> OpenAsync(HttpContext context, string profileId) =>
        OpenAsync(context, profileId, ReadPolicyAsync);

    private async Task<TwoFactorResult<ProfileCall>> OpenAsync(
        HttpContext context,
        string profileId,
        Func<ScopeSubject, ValueTask<MemberReading>> read
    )
    {
        var user = context.User;
        if (!SignedIn.Is(user))
        {
            return NotSignedIn.Explain(context);
        }

        var found = await profiles.FindAsync(
            context.RequestServices,
            profileId,
            user,
            context.RequestAborted
        );
        if (found is not { } access)
        {
            return TwoFactorErrorFactory.NotFound();
        }

        if (access.Member is not { } member)
        {
            return TwoFactorErrorFactory.NotAMember();
        }

        if (await MachineCalls.RefuseAsync(context, access.Profile.Id) is { } refusal)
        {
            return refusal;
        }

        var scope = TwoFactorScope
            .Profile(access.Profile.Id, access.Profile.Stamp)
            .InTenant(tenants.Of(context));
        var subject = new ScopeSubject
        {
            Scope = scope,
            User = user,
            MemberId = member.MemberId,
            MemberStamp = member.Stamp ?? "",
            OwnerMemberId = access.Profile.OwnerMemberId,
            SecurityStamp = member.SecurityStamp,
        };
        var reading = await read(subject);
        return new ProfileCall
        {
            Context = context,
            Profile = access.Profile,
            Member = member,
            Policy = reading.Policy,
            Read = reading.Epoch is { } epoch
                ? new ReadBinding(subject.KeyIn(epoch), reading.Binding)
                : null,
            Subject = subject,
        };
    }

    private async ValueTask<MemberReading> ReadPolicyAsync(ScopeSubject subject) =>
        new(await policies.FindAsync(subject.Scope), null, null);

    // A code is judged by the member's record, so it is read with the policy where the store can do that in one trip.
    private ValueTask<MemberReading> ReadBothAsync(ScopeSubject subject) =>
        records.FindAsync(scopes.Scope(subject.Scope), subject.MemberId, subject.MemberStamp);
}
