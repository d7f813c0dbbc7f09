using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.OpenApi.Internal;

namespace ProfileTwoFactor.IntegrationTests.OpenApi.Support;

/// <summary>Compares the answer of each of the package's calls, in every test with a <see cref="Browser"/>, with what OpenAPI documents say of that call.</summary>
internal static class DocumentedAnswers
{
    private const string Prefix = "/two-factor/api";

    public static void Check(HttpRequestMessage request, Answer answer)
    {
        if (CallOf(request) is not var (method, path) || IsOfTheApp(answer))
        {
            return;
        }

        var told = $"{method} {path} answered {answer.StatusCode} {answer.Code}";
        if (answer.Code is { } code)
        {
            Assert.True(ApiCalls.CodesOf(method, path).Contains(code), told);
            Assert.True(ErrorStatuses.All[code] == answer.StatusCode, told);
        }
        else if (answer.Response.IsSuccessStatusCode)
        {
            Assert.True(ApiCalls.All[$"{method} {path}"].Success == answer.StatusCode, told);
        }
        else
        {
            // Of a host that didn't map the call.
            Assert.True(answer.StatusCode is 404 && answer.Body.Length == 0, told);
        }
    }

    /// <summary>What an app's own middleware answers in front of the call, as a rate limiter does.</summary>
    private static bool IsOfTheApp(Answer answer) =>
        answer.Code is { } code
        && !(
            answer.Json.TryGetProperty("type", out var type)
            && type.GetString() == $"urn:profile-two-factor:{code}"
        );

    /// <summary>Null for a request that is none of the package's calls.</summary>
    private static (string Method, string Path)? CallOf(HttpRequestMessage request)
    {
        var path = request.RequestUri!.AbsolutePath;
        var at = path.IndexOf(Prefix + '/', StringComparison.Ordinal);
        if (at < 0)
        {
            return null;
        }

        var method = request.Method.Method;
        var parts = path[(at + Prefix.Length)..].TrimEnd('/').Split('/');
        return ApiCalls
            .All.Keys.Select(call => call.Split(' '))
            .Where(call => call[0] == method && Fits(call[1].Split('/'), parts))
            .Select(call => ((string, string)?)(call[0], call[1]))
            .FirstOrDefault();
    }

    private static bool Fits(string[] template, string[] parts) =>
        template.Length == parts.Length
        && template
            .Zip(parts)
            .All(pair =>
                pair.First.StartsWith('{') ? pair.Second.Length > 0 : pair.First == pair.Second
            );
}
