using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Http;

namespace ProfileTwoFactor.Endpoints.Internal;

/// <summary>One call about the caller's own account, once its caller and its request are known to be in order.</summary>
internal sealed class AccountEndpointCall(HttpContext context, TwoFactorRequest request)
{
    internal HttpContext Context { get; } = context;

    internal TwoFactorRequest Request { get; } = request;

    internal IAccountTwoFactorManager Manager { get; } =
        context.RequestServices.GetRequiredService<IAccountTwoFactorManager>();

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
    internal static RequestDelegate Reads(Func<AccountEndpointCall, Task> handler) =>
        context => InvokeAsync(context, handler, expected: null, halfWay: false);

    /// <summary>A call that changes something: it has to be the caller's own doing, and may have a body.</summary>
    internal static RequestDelegate Changes(
        Func<AccountEndpointCall, Task> handler,
        ExpectedCode expected = ExpectedCode.None
    ) => context => InvokeAsync(context, handler, expected, halfWay: false);

    /// <summary>The only call that a partial sign-in is allowed to make.</summary>
    internal static RequestDelegate Completes(Func<AccountEndpointCall, Task> handler) =>
        context => InvokeAsync(context, handler, ExpectedCode.CodeOrBackupCode, halfWay: true);

    private static async Task InvokeAsync(
        HttpContext context,
        Func<AccountEndpointCall, Task> handler,
        ExpectedCode? expected,
        bool halfWay
    )
    {
        var call = await CheckAsync(context, expected, halfWay).ConfigureAwait(false);
        await (
            call.Succeeded ? handler(call.Value) : TwoFactorProblem.WriteAsync(context, call.Error)
        ).ConfigureAwait(false);
    }

    // The order is part of the contract: antiforgery, sign-in, the request itself; the manager checks all the rest.
    private static async Task<TwoFactorResult<AccountEndpointCall>> CheckAsync(
        HttpContext context,
        ExpectedCode? expected,
        bool halfWay
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

        if (!SignedIn.Is(context.User) && !(halfWay && NotSignedIn.IsPartial(context)))
        {
            return NotSignedIn.Explain(context);
        }

        // An account has no profile id, so every one that is named contradicts.
        var claims = new ProfileIdClaims("", options.ProfileIdParameter);
        var request = await TwoFactorRequestReader
            .ReadAsync(context, claims, expected)
            .ConfigureAwait(false);
        return request.Succeeded ? new AccountEndpointCall(context, request.Value) : request.Error;
    }
}
