using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;
using ProfileTwoFactor.Gate.Challenges;
using ProfileTwoFactor.Gate.Decision;
using ProfileTwoFactor.Gate.Internal;
using ProfileTwoFactor.Http;

namespace ProfileTwoFactor.Gate.Attachment;

/// <summary>Decorates the host's result handler: turns a refusal of ours, and only of ours, into the right answer.</summary>
internal sealed class GateResultHandler(
    IAuthorizationMiddlewareResultHandler inner,
    GateChallenge challenge,
    AccountChallenge account
) : IAuthorizationMiddlewareResultHandler
{
    public Task HandleAsync(
        RequestDelegate next,
        HttpContext context,
        AuthorizationPolicy policy,
        PolicyAuthorizationResult authorizeResult
    )
    {
        if (!authorizeResult.Succeeded && GateEndpoints.NeedsGuard(context.GetEndpoint()))
        {
            // Another handler may have ended the evaluation before ours said so.
            NoStore.Enforce(context);
        }

        if (account.Answers(context, policy, authorizeResult))
        {
            return account.AnswerAsync(context);
        }

        if (authorizeResult.Succeeded || RecordedDecision.FindRefusal(context) is not { } decision)
        {
            return UncachedResponse.IsNeeded(context) && RecordedDecision.Exists(context)
                ? HandleUncachedAsync(next, context, policy, authorizeResult)
                : inner.HandleAsync(next, context, policy, authorizeResult);
        }

        return decision.Status switch
        {
            // Also for anonymous callers, who come as "challenged" with no failure to look at.
            _ when decision.IsSettled => challenge.AnswerAsync(context, decision),
            GateStatus.SignInRequired => SignInAsync(
                next,
                context,
                policy,
                authorizeResult,
                decision
            ),
            _ when decision.IsAboutAccount && OnlyOursFailed(authorizeResult) =>
                challenge.AnswerAsync(context, decision),
            _ when OnlyOursFailed(authorizeResult) => context.ChallengeAsync(
                ProfileTwoFactorDefaults.AuthenticationScheme
            ),
            // A caller who also lacks a role is refused, not prompted for a code that would not help.
            _ => inner.HandleAsync(next, context, policy, authorizeResult),
        };
    }

    // A method of its own, so that only these requests pay for the closure.
    private Task HandleUncachedAsync(
        RequestDelegate next,
        HttpContext context,
        AuthorizationPolicy policy,
        PolicyAuthorizationResult result
    ) =>
        UncachedResponse.RunAsync(
            context,
            uncached => inner.HandleAsync(next, uncached, policy, result)
        );

    private static bool OnlyOursFailed(PolicyAuthorizationResult result) =>
        result is { Forbidden: true, AuthorizationFailure: { FailCalled: false } failure }
        && failure.FailedRequirements.All(GateRequirements.IsOurs);

    /// <summary>The host's own sign-in. A script or gRPC client that the host would send to a login page gets the contract's 401 instead, and nothing of a sign-in that it can't begin.</summary>
    private async Task SignInAsync(
        RequestDelegate next,
        HttpContext context,
        AuthorizationPolicy policy,
        PolicyAuthorizationResult result,
        GateDecision decision
    )
    {
        if (CallerKindReader.Of(context) == CallerKind.Navigation || context.Response.HasStarted)
        {
            await inner.HandleAsync(next, context, policy, result);
            return;
        }

        var held = new HeldAnswer(context);
        try
        {
            await inner.HandleAsync(
                async onward =>
                {
                    // A host that lets the request go on after all has no challenge to be judged.
                    await held.SendAsync();
                    await next(onward);
                },
                context,
                policy,
                result
            );
            await held.CompleteAsync();
        }
        catch
        {
            held.Drop();
            throw;
        }

        if (!held.Holds)
        {
            return;
        }

        if (held.AsksAPerson)
        {
            held.Drop();
            await challenge.AnswerAsync(context, decision);
        }
        else
        {
            await held.SendAsync();
        }
    }
}
