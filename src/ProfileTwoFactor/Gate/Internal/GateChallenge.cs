using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace ProfileTwoFactor.Internal;

/// <summary>Answers a refused request: a redirect (or the host's error page) for a navigation, a problem for an API call, a bare status for gRPC.</summary>
internal sealed class GateChallenge(ActionUrls urls)
{
    public Task AnswerAsync(HttpContext context, GateDecision decision)
    {
        var error = ErrorOf(context, decision);
        return CallerKinds.Of(context) switch
        {
            CallerKind.Grpc => BareAsync(context, error),
            CallerKind.Navigation when error.ActionUrl is { } url => RedirectAsync(
                context,
                decision,
                url
            ),
            // No body, so that the host's own error pages (UseStatusCodePages) can speak to a person.
            CallerKind.Navigation => BareAsync(context, error),
            _ => TwoFactorProblem.WriteAsync(context, error),
        };
    }

    public TwoFactorError ErrorOf(HttpContext context, GateDecision decision) =>
        decision switch
        {
            { Status: GateStatus.BindingRequired, Profile: { } profile } =>
                TwoFactorErrors.BindingRequired(
                    profile.Id,
                    urls.Bind(context, profile.Id),
                    profile.OwnerEmail
                ),
            { Status: GateStatus.VerificationRequired, Profile: { } profile } =>
                TwoFactorErrors.VerificationRequired(profile.Id, urls.Verify(context, profile.Id)),
            { Status: GateStatus.FreshVerificationRequired, Profile: { } profile } =>
                TwoFactorErrors.FreshVerificationRequired(
                    profile.Id,
                    urls.Verify(context, profile.Id),
                    TimeSpan.FromSeconds(decision.MaxAgeSeconds)
                ),
            { Status: GateStatus.NotAMember } => TwoFactorErrors.NotAMember(),
            { Status: GateStatus.NotFound } => TwoFactorErrors.NotFound(),
            { Status: GateStatus.SignInRequired } => TwoFactorErrors.SignInRequired(),
            // Also what no case above expects: a refusal that can't be explained is still one.
            _ => TwoFactorErrors.Unavailable(),
        };

    private static Task BareAsync(HttpContext context, TwoFactorError error)
    {
        context.Response.StatusCode = error.StatusCode;
        if (error.RetryAfter is { } wait)
        {
            var seconds = (long)Math.Ceiling(wait.TotalSeconds);
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        return Task.CompletedTask;
    }

    private static Task RedirectAsync(HttpContext context, GateDecision decision, string url)
    {
        var query = $"?returnUrl={Uri.EscapeDataString(ReturnUrl(context.Request))}";
        if (decision.Status == GateStatus.FreshVerificationRequired)
        {
            // The window is open, so the page would send the person straight back; this says that a new code is wanted.
            query += "&fresh=1";
        }

        context.Response.Redirect(url + query);
        return Task.CompletedTask;
    }

    /// <summary>Where to go on: the page that was asked for. What was posted is not repeated; the page it was posted from is shown again.</summary>
    private static string ReturnUrl(HttpRequest request)
    {
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        {
            return $"{request.PathBase.ToUriComponent()}{request.Path.ToUriComponent()}{request.QueryString.ToUriComponent()}";
        }

        return
            Uri.TryCreate(request.Headers.Referer, UriKind.Absolute, out var from)
            && string.Equals(from.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase)
            ? from.PathAndQuery
            : $"{request.PathBase.ToUriComponent()}/";
    }
}
