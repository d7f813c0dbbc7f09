using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;

namespace ProfileTwoFactor.Internal;

/// <summary>Asks what the gate would answer to a request, without the request: the app's own authorization runs for the endpoint, and the endpoint does not.</summary>
/// <remarks>
/// The script asks before the browser leaves a page with a filled-in form. Only a missing code, binding, or sign-in is reported. Everything else
/// (no such page, no membership, no link) looks like an address without a gate, so that the check can't be used to find out what exists.
/// </remarks>
internal sealed class GateCheck
{
    // The framework keeps a policy for each endpoint object, so there is one for each and not one for each check.
    private readonly ConditionalWeakTable<Endpoint, Endpoint> _twins = [];
    private readonly GateAddresses _addresses;
    private readonly AuthorizationMiddleware _authorization;

    public GateCheck(
        GateAddresses addresses,
        IAuthorizationPolicyProvider policies,
        IServiceProvider services,
        ILogger<AuthorizationMiddleware> logger
    )
    {
        _addresses = addresses;
        _authorization = new AuthorizationMiddleware(Admit, policies, services, logger);
    }

    /// <summary>Answers 200 with the problem of a refusal that a dialog can resolve, and 204 otherwise.</summary>
    public async Task AnswerAsync(
        HttpContext context,
        PathString path,
        QueryString query,
        string method
    )
    {
        if (await _addresses.FindAsync(context, path, method) is not { } found)
        {
            await Admit(context);
            return;
        }

        var answer = await AuthorizeAsync(context, found, path, query, method);
        var isNeed = IsResolvable(context.Response, answer);
        var headers = context.Response.Headers;
        headers.Remove(HeaderNames.Location);
        headers.Remove(HeaderNames.WWWAuthenticate);
        headers.Remove(HeaderNames.RetryAfter);
        if (!isNeed)
        {
            headers.ContentType = default;
            headers.ContentLength = null;
            await Admit(context);
            return;
        }

        // Not a refusal of the check itself: browsers would write each of them to the console.
        context.Response.StatusCode = StatusCodes.Status200OK;
        headers.ContentType = "application/json; charset=utf-8";
        headers.ContentLength = answer.Length;
        await context.Response.Body.WriteAsync(answer, context.RequestAborted);
    }

    private async Task<ReadOnlyMemory<byte>> AuthorizeAsync(
        HttpContext context,
        (Endpoint Endpoint, RouteValueDictionary Values) found,
        PathString path,
        QueryString query,
        string method
    )
    {
        var (request, response) = (context.Request, context.Response);
        var (endpoint, values) = (context.GetEndpoint(), request.RouteValues);
        var (ownPath, ownQuery, ownMethod, body) = (
            request.Path,
            request.QueryString,
            request.Method,
            response.Body
        );
        using var held = new MemoryStream();
        try
        {
            (request.Path, request.QueryString, request.Method) = (path, query, method);
            request.RouteValues = found.Values;
            context.SetEndpoint(_twins.GetValue(found.Endpoint, Twin));
            response.Body = held;
            await _authorization.Invoke(context);
        }
        finally
        {
            response.Body = body;
            context.SetEndpoint(endpoint);
            request.RouteValues = values;
            (request.Path, request.QueryString, request.Method) = (ownPath, ownQuery, ownMethod);
        }

        return held.ToArray();
    }

    /// <summary>The same demands, but looking at them is no activity and no challenge, and the caller is a script.</summary>
    private static Endpoint Twin(Endpoint endpoint) =>
        new(
            Admit,
            new EndpointMetadataCollection([
                .. endpoint.Metadata.Where(item => item is not IAllowCookieRedirectMetadata),
                new PassiveRequestAttribute(),
                CheckOnly.Instance,
            ]),
            endpoint.DisplayName
        );

    private static Task Admit(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    // A refusal that names an action is one that a code or a binding resolves; a person whose session is over signs in, in another tab.
    // Callers with a token have no cookie that the dialog could verify.
    private static bool IsResolvable(HttpResponse response, ReadOnlyMemory<byte> answer)
    {
        if (
            response.StatusCode != StatusCodes.Status401Unauthorized
            || response.Headers.WWWAuthenticate.Any(it =>
                it?.StartsWith("Bearer", StringComparison.OrdinalIgnoreCase) == true
            )
        )
        {
            return false;
        }

        try
        {
            using var problem = JsonDocument.Parse(answer);
            return problem.RootElement is { ValueKind: JsonValueKind.Object } root
                && (
                    root.TryGetProperty("action", out _)
                    || (
                        root.TryGetProperty("code", out var code)
                        && code.ValueKind == JsonValueKind.String
                        && code.ValueEquals(TwoFactorErrorCodes.SignInRequired)
                    )
                );
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private sealed class CheckOnly : IDisableCookieRedirectMetadata, IGateCheckMetadata
    {
        public static readonly CheckOnly Instance = new();
    }
}
