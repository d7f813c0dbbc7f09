using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.Accounts.Internal;
using ProfileTwoFactor.Gate.Decision;
using ProfileTwoFactor.Http;

namespace ProfileTwoFactor.Gate.Challenges;

/// <summary>Redirects a partial sign-in to the code instead of back to the password. On every endpoint of the host that requires a signed-in user.</summary>
internal sealed class AccountChallenge(ActionUrls urls, ChallengeEvents events)
{
    public bool Answers(
        HttpContext context,
        AuthorizationPolicy policy,
        PolicyAuthorizationResult result
    )
    {
        if (!result.Challenged || !IsOurs(context, policy))
        {
            return false;
        }

        // An unknown profile, an ended link, a store that is down: the answer is the same for every caller.
        return RecordedDecision.Find(context) is not { Admits: false, IsSettled: true }
            && (NotSignedIn.IsUnavailable(context) || NotSignedIn.IsPartial(context));
    }

    public async Task AnswerAsync(HttpContext context)
    {
        var error = NotSignedIn.Explain(context);
        switch (CallerKindReader.Of(context))
        {
            case CallerKind.Grpc:
                await events.CallAsync(context, error);
                await GrpcRefusal.AnswerAsync(context, error);
                return;
            case CallerKind.Navigation when error.ActionUrl is not null:
                await RedirectAsync(context, error);
                return;
            case CallerKind.Navigation:
                await RefusedResponse.BareAsync(context, error);
                return;
            default:
                if (error.ActionUrl is not null && PageFragment.IsHtmx(context.Request))
                {
                    context.Response.Headers[PageFragment.HtmxRedirect] = VerifyUrl(context);
                }

                await events.CallAsync(context, error);
                await TwoFactorProblem.WriteAsync(context, error);
                return;
        }
    }

    private async Task RedirectAsync(HttpContext context, TwoFactorError error)
    {
        if (await events.NavigationAsync(context, error, VerifyUrl(context)) is { } target)
        {
            NoStore.Apply(context);
            context.Response.Redirect(target);
        }
    }

    private string VerifyUrl(HttpContext context) =>
        $"{urls.VerifyAccount(context)}?returnUrl={RefusedResponse.EscapedReturnUrl(context.Request)}";

    // An endpoint that names other schemes is not asking for the guarded session.
    private static bool IsOurs(HttpContext context, AuthorizationPolicy policy) =>
        context.RequestServices.GetService<SessionScheme>() is { } scheme
        && (
            policy.AuthenticationSchemes.Count == 0
            || policy.AuthenticationSchemes.Contains(scheme.Name!)
        );
}
