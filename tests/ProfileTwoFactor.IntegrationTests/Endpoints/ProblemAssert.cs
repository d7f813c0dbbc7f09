using System.Net;
using System.Text.Json;

namespace ProfileTwoFactor.IntegrationTests.Endpoints;

/// <summary>What every refusal has in common.</summary>
internal static class ProblemAssert
{
    public static async Task<JsonElement> IsAsync(
        HttpResponseMessage response,
        int status,
        string code
    )
    {
        Assert.Equal((HttpStatusCode)status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.ToString());
        IsNotStored(response);
        using var body = await EndpointClient.ReadAsync(response);
        var problem = body.RootElement.Clone();
        Assert.Equal(code, problem.GetProperty("code").GetString());
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        Assert.Equal($"urn:profile-two-factor:{code}", problem.GetProperty("type").GetString());
        Assert.NotEmpty(problem.GetProperty("title").GetString()!);
        Assert.EndsWith(".", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        return problem;
    }

    public static void IsNotStored(HttpResponseMessage response)
    {
        Assert.Equal("no-store", response.Headers.CacheControl?.ToString());
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
    }
}
