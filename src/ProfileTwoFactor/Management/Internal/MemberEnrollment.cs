using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Outcomes.Internal;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Management.Internal;

/// <summary>The ways to prove a first binding: a code by mail, asked for by the member, and a pass, issued by the Owner.</summary>
internal sealed class MemberEnrollment(
    EnrollmentIssuer issuer,
    EnrollmentDemand demand,
    BindingManager bindings,
    MemberLookup lookup,
    FreshProof proof,
    Deadline deadline,
    CallEvents events
)
{
    public async Task<TwoFactorResult> SendCodeAsync(ProfileCall call)
    {
        // Before enabling, only the Owner has anything to bind to.
        if (!call.Enabled && !call.Subject.IsOwner)
        {
            return TwoFactorErrorFactory.NotOwner();
        }

        var active = (await bindings.FindAsync(call.Key))?.Active;
        if (demand.KindsOf(call).Bound(active))
        {
            return TwoFactorErrorFactory.AlreadyBound();
        }

        if (!demand.AppliesTo(call, active))
        {
            return NotRequired();
        }

        if (demand.Sender is not { } sender)
        {
            return TwoFactorErrorFactory.Conflict(demand.HowWithoutMail(call));
        }

        var issued = await issuer.CreateCodeAsync(call.Key, demand.KindsOf(call));
        if (issued.RetryAfter is { } wait)
        {
            return TwoFactorErrorFactory.TooManyEnrollmentMails(wait);
        }

        if (issued.Text is null)
        {
            return TwoFactorErrorFactory.AlreadyBound();
        }

        try
        {
            await deadline.CallAsync(
                DependencyNames.Announcer,
                (sender, message: events.CodeMessage(call, issued)),
                static (s, token) => s.sender.SendAsync(s.message, token)
            );
        }
        catch (DependencyUnavailableException)
        {
            await TryUncountAsync(call);
            throw;
        }

        return TwoFactorResult.Success;
    }

    // A mail that was not sent takes none of the member's few from them.
    private async Task TryUncountAsync(ProfileCall call)
    {
        try
        {
            await issuer.UncountMailAsync(call.Key);
        }
        catch (DependencyUnavailableException)
        {
            // Often the same database: then it counts.
        }
    }

    public async Task<TwoFactorResult<IssuedEnrollmentPass>> IssuePassAsync(
        ProfileCall call,
        string memberId
    )
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

        if (await lookup.FindAsync(call, memberId) is not { } member)
        {
            return TwoFactorErrorFactory.NotFound();
        }

        var key = new BindingKey(
            call.Subject.Scope,
            call.Epoch,
            member.MemberId,
            member.Stamp ?? ""
        );
        if (
            !demand.AppliesToAll(call)
            && !demand.AppliesTo(call, (await bindings.FindAsync(key))?.Active)
        )
        {
            return NotRequired();
        }

        var issued = await issuer.CreatePassAsync(key, call.Subject.MemberId, demand.KindsOf(call));
        if (issued.Text is not { } pass)
        {
            return TwoFactorErrorFactory.AlreadyBound();
        }

        await events.PassIssuedAsync(call, member);
        return new IssuedEnrollmentPass(pass, issued.ExpiresAt);
    }

    private static TwoFactorError NotRequired() =>
        TwoFactorErrorFactory.Conflict(
            "This profile requires no proof before a first binding. Bind without one."
        );
}
