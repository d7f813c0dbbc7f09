using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Gate.Internal;
using ProfileTwoFactor.Http;
using ProfileTwoFactor.Infrastructure;

namespace ProfileTwoFactor.Gate.Challenges;

/// <summary>Lets the app say something about a challenge. Whatever it does, the request stays refused.</summary>
internal sealed class ChallengeEvents(
    IAuthenticationSchemeProvider schemes,
    IOptionsMonitor<ProfileTwoFactorSchemeOptions> options,
    ILogger<ChallengeEvents> logger
)
{
    /// <returns>Where to send a navigation; null when the app has written the answer itself.</returns>
    public async Task<string?> NavigationAsync(
        HttpContext context,
        TwoFactorError error,
        string url
    )
    {
        var told = await RaiseAsync(context, error, url);
        var response = context.Response;
        if (response.HasStarted)
        {
            if (IsSuccess(response))
            {
                // A refusal that can't be sent any more must not look like a complete answer.
                context.Abort();
            }

            return null;
        }

        if (told is not { Handled: true })
        {
            return told is { RedirectUri.Length: > 0 } ? told.RedirectUri : url;
        }

        NoStore.Apply(context);
        if (IsSuccess(response))
        {
            response.StatusCode = error.StatusCode;
        }

        return null;
    }

    /// <summary>For calls, whose answer the contract settles: headers can be added and nothing else.</summary>
    public Task CallAsync(HttpContext context, TwoFactorError error) =>
        error is { StatusCode: StatusCodes.Status401Unauthorized, Action: not null }
            ? RaiseAsync(context, error, redirectUri: null)
            : Task.CompletedTask;

    private async Task<TwoFactorChallengeContext?> RaiseAsync(
        HttpContext context,
        TwoFactorError error,
        string? redirectUri
    )
    {
        var settings = options.Get(ProfileTwoFactorDefaults.AuthenticationScheme);
        if (
            context.Response.HasStarted
            || await schemes.GetSchemeAsync(ProfileTwoFactorDefaults.AuthenticationScheme)
                is not { } scheme
        )
        {
            return null;
        }

        // Before the app may start the response: a refusal must not look like a success, to caches and to clients that look at nothing else.
        context.Response.StatusCode = error.StatusCode;
        NoStore.Enforce(context);
        if (GateEndpoints.IsCheck(context.GetEndpoint()))
        {
            return null;
        }

        try
        {
            var events = settings.EventsType is { } type
                ? (ProfileTwoFactorEvents)context.RequestServices.GetRequiredService(type)
                : settings.Events;
            var told = new TwoFactorChallengeContext(context, scheme, settings, error, redirectUri);
            await events.Challenge(told);
            return told;
        }
        catch (Exception exception)
        {
            // The refusal is ours to give, with or without what the app wanted to add.
            GateLog.ChallengeEventFailed(logger, FailureText.Of(exception));
            return null;
        }
    }

    private static bool IsSuccess(HttpResponse response) =>
        response.StatusCode < StatusCodes.Status300MultipleChoices;
}
