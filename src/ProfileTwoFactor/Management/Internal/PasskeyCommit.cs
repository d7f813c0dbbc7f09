using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Policies;

namespace ProfileTwoFactor.Management.Internal;

/// <summary>Puts a passkey that a browser created among the member's authenticators, in any scope.</summary>
internal sealed class PasskeyCommit(
    PasskeySetup setup,
    BindingManager bindings,
    ScopeRegistry scopes,
    CallEvents events
)
{
    /// <summary>The member's authenticators with it.</summary>
    public async Task<TwoFactorResult<ProvenBinding>> BindAsync(
        ScopeCall call,
        string credential,
        string? name
    )
    {
        var claim = await setup.CompleteAsync(call, credential, name);
        if (!claim.Succeeded)
        {
            return claim.Error;
        }

        CodeOutcome outcome;
        try
        {
            outcome = await bindings.BindPasskeyAsync(call.Key, claim.Value);
        }
        finally
        {
            // Also where the outcome is unknown.
            scopes.Invalidate(call.Subject.Scope);
        }

        if (outcome.Status != CodeStatus.Accepted)
        {
            return CodeErrors.OfPasskey(outcome);
        }

        setup.Forget(call);
        await events.BoundAsync(call, outcome);
        return outcome.Proven;
    }
}
