using System.Security.Claims;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Policies;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Callers;

/// <summary>Whether the second factor of the app's identity provider counts for a member now. It opens no window, and nothing of it is kept.</summary>
internal sealed class UpstreamProofReader(
    IOptions<ProfileTwoFactorOptions> options,
    PolicyRules rules,
    NodeClock clock,
    TimeProvider time
)
{
    // AccountClaims.AuthenticationType, which is of a higher layer. A test compares the two.
    internal const string OwnType = "ProfileTwoFactor.Account";

    private readonly UpstreamIssuer[] _issuers = [.. options.Value.UpstreamIssuers];

    /// <summary>False: the app trusts no identity provider with it.</summary>
    public bool IsUsed => _issuers.Length > 0;

    /// <param name="user">The caller.</param>
    /// <param name="policy">The policy, in force.</param>
    /// <param name="active">What the member has bound: it replaces the code, and never the binding.</param>
    /// <returns>When the person signed in there, and until when it counts.</returns>
    /// <exception cref="Infrastructure.DependencyUnavailableException">This node's clock can't be relied on.</exception>
    public async ValueTask<(DateTimeOffset At, DateTimeOffset Until)?> FindAsync(
        ClaimsPrincipal user,
        PolicyRecord policy,
        ActiveBinding active
    )
    {
        if (!IsUsed)
        {
            return null;
        }

        var own = rules.Of(policy);
        if (
            own.UpstreamProof != UpstreamProof.Allow
            || !active.Authenticators.Any(AllowedKinds.Of(own).Usable)
            || UpstreamClaims.Read(user, _issuers, OwnType) is not var (issuer, at)
        )
        {
            return null;
        }

        // A sign-in of before the member bound, or of before members were asked again, is of a session that had to end.
        var bound = active.Authenticators.Min(authenticator => authenticator.BoundAt);
        if (at <= bound || at.UtcTicks <= EndedUntil(own))
        {
            return null;
        }

        await clock.EnsureAgreesAsync(policy.Scope.Tenant);
        var now = time.GetUtcNow();
        var until = at + Shortest(issuer.MaxAge, own);
        return at <= now + issuer.ClockSkew && now < until ? (at < now ? at : now, until) : null;
    }

    /// <summary>The marks of windows count as well: what had ended under shorter lifetimes doesn't begin again under longer ones.</summary>
    private static long EndedUntil(ProfileRules own) =>
        Math.Max(own.UpstreamAfter, Math.Max(own.ActiveAfter, own.VerifiedAfter));

    /// <summary>No longer than a window that isn't extended.</summary>
    private static TimeSpan Shortest(TimeSpan age, ProfileRules own)
    {
        var shortest = own.WindowLifetime < age ? own.WindowLifetime : age;
        return own.AbsoluteLifetime is { } limit && limit < shortest ? limit : shortest;
    }
}
