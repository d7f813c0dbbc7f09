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
                changes: false,
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
            var call = await CheckAsync(context, subject, changes: false);
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
        JsonTypeInfo<TAnswer> type
    )
        where T : class =>
        context =>
            InvokeAsync(
                context,
                subject,
                changes: true,
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
                changes: true,
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
                changes: true,
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
        Func<EndpointCall, Task<TwoFactorResult<T>>> run
    )
        where T : class =>
        context =>
            InvokeAsync(
                context,
                subject,
                changes: true,
                run,
                _ => EndpointAnswer.DoneAsync(context)
            );

    /// <summary>The same, for an operation without a value.</summary>
    internal static RequestDelegate Changes(
        EndpointSubject subject,
        Func<EndpointCall, Task<TwoFactorResult>> run,
        int status = StatusCodes.Status204NoContent
    ) =>
        async context =>
        {
            var call = await CheckAsync(context, subject, changes: true);
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
        bool changes,
        Func<EndpointCall, Task<TwoFactorResult<T>>> run,
        Func<T, Task> answer
    )
        where T : class
    {
        var call = await CheckAsync(context, subject, changes);
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
        bool changes
    )
    {
        var options = context
            .RequestServices.GetRequiredService<IOptions<ProfileTwoFactorOptions>>()
            .Value;
        if (
            await EndpointCaller.RefuseAsync(
                context,
                options,
                changes,
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

        // What changes nothing has no body, and none is read.
        var request = changes
            ? await TwoFactorRequestReader.ReadAsync(context, claims)
            : TwoFactorRequest.Empty;
        return request.Succeeded
            ? new EndpointCall(context, profileId, request.Value)
            : request.Error;
    }
}
