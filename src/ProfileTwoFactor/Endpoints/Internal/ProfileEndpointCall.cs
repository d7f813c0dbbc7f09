using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Http;

namespace ProfileTwoFactor.Endpoints.Internal;

/// <summary>One call about one profile, once its caller and its request are known to be in order.</summary>
internal sealed class ProfileEndpointCall(
    HttpContext context,
    string profileId,
    TwoFactorRequest request
)
{
    internal HttpContext Context { get; } = context;

    internal string ProfileId { get; } = profileId;

    internal TwoFactorRequest Request { get; } = request;

    internal IProfileTwoFactorManager Manager { get; } =
        context.RequestServices.GetRequiredService<IProfileTwoFactorManager>();

    internal Task AnswerAsync<T, TResponse>(
        TwoFactorResult<T> result,
        Func<T, TResponse> map,
        JsonTypeInfo<TResponse> type
    )
        where T : class =>
        result.Succeeded
            ? EndpointAnswer.WriteAsync(Context, map(result.Value), type)
            : TwoFactorProblem.WriteAsync(Context, result.Error);

    /// <summary>A call that changes nothing.</summary>
    internal static RequestDelegate Reads(Func<ProfileEndpointCall, Task> handler) =>
        context => InvokeAsync(context, handler, expected: null);

    /// <summary>A call that changes something: it has to be the caller's own doing, and may have a body.</summary>
    internal static RequestDelegate Changes(
        Func<ProfileEndpointCall, Task> handler,
        ExpectedCode expected = ExpectedCode.None
    ) => context => InvokeAsync(context, handler, expected);

    private static async Task InvokeAsync(
        HttpContext context,
        Func<ProfileEndpointCall, Task> handler,
        ExpectedCode? expected
    )
    {
        var call = await CheckAsync(context, expected).ConfigureAwait(false);
        await (
            call.Succeeded ? handler(call.Value) : TwoFactorProblem.WriteAsync(context, call.Error)
        ).ConfigureAwait(false);
    }

    // The order is part of the contract: antiforgery, sign-in, the request itself; the manager checks all the rest.
    private static async Task<TwoFactorResult<ProfileEndpointCall>> CheckAsync(
        HttpContext context,
        ExpectedCode? expected
    )
    {
        var options = context
            .RequestServices.GetRequiredService<IOptions<ProfileTwoFactorOptions>>()
            .Value;
        if (
            await EndpointCaller
                .RefuseAsync(context, options, changes: expected is not null)
                .ConfigureAwait(false) is
            { } refusal
        )
        {
            return refusal;
        }

        if (!SignedIn.Is(context.User))
        {
            return NotSignedIn.Explain(context);
        }

        var profileId = (string)context.GetRouteValue(options.ProfileIdParameter)!;
        var claims = new ProfileIdClaims(profileId, options.ProfileIdParameter);
        if (!claims.AgreeWith(context.Request.Query))
        {
            return ProfileIdClaims.Contradiction();
        }

        var request = await TwoFactorRequestReader
            .ReadAsync(context, claims, expected)
            .ConfigureAwait(false);
        return request.Succeeded
            ? new ProfileEndpointCall(context, profileId, request.Value)
            : request.Error;
    }
}
