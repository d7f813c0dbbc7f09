using System.Globalization;
using Microsoft.AspNetCore.Http;
using ProfileTwoFactor.Gate.Decision;
using ProfileTwoFactor.Http;
using ProfileTwoFactor.Outcomes.Internal;

namespace ProfileTwoFactor.Gate.Challenges;

/// <summary>Answers a refused request: a redirect (or the host's error page) for a navigation, a problem for an API call, a gRPC status for gRPC.</summary>
internal sealed class GateChallenge(ActionUrls urls, ChallengeEvents events)
{
    public async Task AnswerAsync(HttpContext context, GateDecision decision)
    {
        var error = ErrorOf(context, decision);
        switch (CallerKindReader.Of(context))
        {
            case CallerKind.Grpc:
                await events.CallAsync(context, error);
                await GrpcRefusal.AnswerAsync(context, error);
                return;
            case CallerKind.Navigation when error.ActionUrl is { } url:
                await RedirectAsync(context, decision, error, url);
                return;
            case CallerKind.Navigation:
                // No body, so that the host's own error pages (UseStatusCodePages) can speak to a person.
                await RefusedResponse.BareAsync(context, error);
                return;
            default:
                if (error.ActionUrl is { } page && PageFragment.IsHtmx(context.Request))
                {
                    // htmx shows nothing of a refusal. With this header the whole page goes where a code is taken.
                    context.Response.Headers[PageFragment.HtmxRedirect] =
                        page + Query(context, decision);
                }

                await events.CallAsync(context, error);
                await TwoFactorProblem.WriteAsync(context, error);
                return;
        }
    }

    public TwoFactorError ErrorOf(HttpContext context, GateDecision decision) =>
        decision switch
        {
            { Status: GateStatus.BindingRequired, Profile: { } profile } =>
                TwoFactorErrorFactory.BindingRequired(
                    profile.Id,
                    urls.Bind(context, profile.Id),
                    profile.OwnerEmail
                ) with
                {
                    OwnerMessage = decision.OwnerMessage,
                },
            { Status: GateStatus.VerificationRequired, Profile: { } profile } =>
                TwoFactorErrorFactory.VerificationRequired(
                    profile.Id,
                    urls.Verify(context, profile.Id)
                ) with
                {
                    OwnerMessage = decision.OwnerMessage,
                },
            { Status: GateStatus.FreshVerificationRequired, Profile: { } profile } =>
                TwoFactorErrorFactory.FreshVerificationRequired(
                    profile.Id,
                    urls.Verify(context, profile.Id),
                    TimeSpan.FromSeconds(decision.MaxAgeSeconds)
                ),
            { Status: GateStatus.AccountTwoFactorRequired } =>
                TwoFactorErrorFactory.AccountTwoFactorRequired(urls.SetUpAccount(context)),
            { Status: GateStatus.AccountVerificationRequired } =>
                TwoFactorErrorFactory.AccountProofRequired(urls.VerifyAccount(context)),
            { Status: GateStatus.AccountFreshVerificationRequired } =>
                TwoFactorErrorFactory.FreshVerificationRequired(
                    null,
                    urls.VerifyAccount(context),
                    TimeSpan.FromSeconds(decision.MaxAgeSeconds)
                ),
            { Status: GateStatus.NotAMember } => TwoFactorErrorFactory.NotAMember(),
            { Status: GateStatus.MachineCallerDenied } =>
                TwoFactorErrorFactory.MachineCallerDenied(),
            { Status: GateStatus.NotFound } => TwoFactorErrorFactory.NotFound(),
            { Status: GateStatus.SignInRequired } => TwoFactorErrorFactory.SignInRequired(),
            // Also what no case above expects: a refusal that can't be explained is still one.
            _ => TwoFactorErrorFactory.Unavailable(),
        };

    private async Task RedirectAsync(
        HttpContext context,
        GateDecision decision,
        TwoFactorError error,
        string url
    )
    {
        if (
            await events.NavigationAsync(context, error, url + Query(context, decision)) is
            { } target
        )
        {
            NoStore.Apply(context);
            context.Response.Redirect(target);
        }
    }

    private static string Query(HttpContext context, GateDecision decision)
    {
        var query = $"?returnUrl={RefusedResponse.EscapedReturnUrl(context.Request)}";
        // The window is open, so the page would send the person straight back; "fresh" says that a new code is wanted.
        return
            decision.Status
                is GateStatus.FreshVerificationRequired
                    or GateStatus.AccountFreshVerificationRequired
            ? query + "&fresh=1"
            : query;
    }
}
