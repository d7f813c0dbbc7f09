using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Http;

namespace ProfileTwoFactor.Endpoints.Internal;

/// <summary>One call of an endpoint of the package, once its caller and its request are known to be in order.</summary>
internal sealed class EndpointCall(HttpContext context, string profileId, TwoFactorRequest request)
{
    internal HttpContext Context { get; } = context;

    /// <summary>Empty in a call about the caller's account.</summary>
    internal string ProfileId { get; } = profileId;

    internal TwoFactorRequest Request { get; } = request;

    internal IProfileTwoFactorManager Profiles =>
        Context.RequestServices.GetRequiredService<IProfileTwoFactorManager>();

    internal IProfileEnrollmentManager Enrollments =>
        Context.RequestServices.GetRequiredService<IProfileEnrollmentManager>();

    internal IProfilePasskeyManager ProfilePasskeys =>
        Context.RequestServices.GetRequiredService<IProfilePasskeyManager>();

    internal IAccountPasskeyManager AccountPasskeys =>
        Context.RequestServices.GetRequiredService<IAccountPasskeyManager>();

    internal IProfileAuthenticatorManager Authenticators =>
        Context.RequestServices.GetRequiredService<IProfileAuthenticatorManager>();

    internal IAccountAuthenticatorManager AccountAuthenticators =>
        Context.RequestServices.GetRequiredService<IAccountAuthenticatorManager>();

    internal IProfileWindowManager Windows =>
        Context.RequestServices.GetRequiredService<IProfileWindowManager>();

    internal IProfilePolicyManager Policies =>
        Context.RequestServices.GetRequiredService<IProfilePolicyManager>();

    internal IAccountTwoFactorManager Accounts =>
        Context.RequestServices.GetRequiredService<IAccountTwoFactorManager>();

    /// <summary>A call that changes nothing, and has no body.</summary>
    internal static RequestDelegate Reads<T, TAnswer>(
        EndpointSubject subject,
        Func<EndpointCall, Task<TwoFactorResult<T>>> run,
        Func<T, TAnswer> map,
        JsonTypeInfo<TAnswer> type
    )
        where T : class =>
        context =>
            InvokeAsync(
                context,
                subject,
                expected: null,
                run,
                value => EndpointAnswer.WriteAsync(context, map(value), type)
            );

    /// <summary>A call that changes nothing, and writes its answer in a way of its own.</summary>
    internal static RequestDelegate Answers(
        EndpointSubject subject,
        Func<EndpointCall, Task<TwoFactorError?>> run
    ) =>
        async context =>
        {
            var call = await CheckAsync(context, subject, expected: null);
            var error = call.Succeeded ? await run(call.Value) : call.Error;
            if (error is not null)
            {
                await TwoFactorProblem.WriteAsync(context, error);
            }
        };

    /// <summary>A call that changes something: it has to be the caller's own doing, and may have a body.</summary>
    internal static RequestDelegate Changes<T, TAnswer>(
        EndpointSubject subject,
        Func<EndpointCall, Task<TwoFactorResult<T>>> run,
        Func<T, TAnswer> map,
        JsonTypeInfo<TAnswer> type,
        ExpectedBody expected = ExpectedBody.None
    )
        where T : class =>
        context =>
            InvokeAsync(
                context,
                subject,
                expected,
                run,
                value => EndpointAnswer.WriteAsync(context, map(value), type)
            );

    /// <summary>The same, with what a browser needs to ask for a passkey.</summary>
    internal static RequestDelegate Prompts(
        EndpointSubject subject,
        Func<EndpointCall, Task<TwoFactorResult<PasskeyPrompt>>> run
    ) =>
        context =>
            InvokeAsync(
                context,
                subject,
                ExpectedBody.None,
                run,
                prompt => EndpointAnswer.WriteAsync(context, prompt)
            );

    /// <summary>The same for work that goes on after the answer.</summary>
    internal static RequestDelegate Accepts<T, TAnswer>(
        EndpointSubject subject,
        Func<EndpointCall, Task<TwoFactorResult<T>>> run,
        Func<T, TAnswer> map,
        JsonTypeInfo<TAnswer> type
    )
        where T : class =>
        context =>
            InvokeAsync(
                context,
                subject,
                ExpectedBody.None,
                run,
                value =>
                {
                    context.Response.StatusCode = StatusCodes.Status202Accepted;
                    return EndpointAnswer.WriteAsync(context, map(value), type);
                }
            );

    /// <summary>The same, with nothing to tell but that it is done.</summary>
    internal static RequestDelegate Changes<T>(
        EndpointSubject subject,
        Func<EndpointCall, Task<TwoFactorResult<T>>> run,
        ExpectedBody expected = ExpectedBody.None
    )
        where T : class =>
        context =>
            InvokeAsync(context, subject, expected, run, _ => EndpointAnswer.DoneAsync(context));

    /// <summary>The same, for an operation without a value.</summary>
    internal static RequestDelegate Changes(
        EndpointSubject subject,
        Func<EndpointCall, Task<TwoFactorResult>> run,
        int status = StatusCodes.Status204NoContent,
        ExpectedBody expected = ExpectedBody.None
    ) =>
        async context =>
        {
            var call = await CheckAsync(context, subject, expected);
            var result = call.Succeeded ? await run(call.Value) : call.Error;
            await (
                result.Succeeded
                    ? EndpointAnswer.DoneAsync(context, status)
                    : TwoFactorProblem.WriteAsync(context, result.Error)
            );
        };

    private static async Task InvokeAsync<T>(
        HttpContext context,
        EndpointSubject subject,
        ExpectedBody? expected,
        Func<EndpointCall, Task<TwoFactorResult<T>>> run,
        Func<T, Task> answer
    )
        where T : class
    {
        var call = await CheckAsync(context, subject, expected);
        var result = call.Succeeded ? await run(call.Value) : call.Error;
        await (
            result.Succeeded
                ? answer(result.Value)
                : TwoFactorProblem.WriteAsync(context, result.Error)
        );
    }

    // The order is part of the contract: antiforgery, sign-in, the request itself; the manager checks all the rest.
    private static async Task<TwoFactorResult<EndpointCall>> CheckAsync(
        HttpContext context,
        EndpointSubject subject,
        ExpectedBody? expected
    )
    {
        var options = context
            .RequestServices.GetRequiredService<IOptions<ProfileTwoFactorOptions>>()
            .Value;
        if (
            await EndpointCaller.RefuseAsync(
                context,
                options,
                changes: expected is not null,
                mayBePartial: subject is EndpointSubject.AccountOrPartialSignIn
            ) is
            { } refusal
        )
        {
            return refusal;
        }

        // An account has no profile id, so every one that is named contradicts.
        var profileId =
            subject is EndpointSubject.Profile
                ? (string)context.GetRouteValue(options.ProfileIdParameter)!
                : "";
        var claims = new ProfileIdClaims(profileId, options.ProfileIdParameter);
        if (subject is EndpointSubject.Profile && !claims.AgreeWith(context.Request.Query))
        {
            return ProfileIdClaims.Contradiction();
        }

        var request = await TwoFactorRequestReader.ReadAsync(context, claims, expected);
        return request.Succeeded
            ? new EndpointCall(context, profileId, request.Value)
            : request.Error;
    }
}
