using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.IntegrationTests.OpenApi.Support;
using ProfileTwoFactor.OpenApi.Internal;

namespace ProfileTwoFactor.IntegrationTests.OpenApi;

/// <summary>
/// All calls in all situations. What comes back that a document doesn't list fails in <see cref="DocumentedAnswers"/>, as in every test with a browser;
/// what a document lists and no situation brings fails here.
/// </summary>
public sealed class DocumentedRefusalTests
{
    [Fact]
    public async Task Refusal_ThatADocumentLists_IsOneThatTheCallAnswers()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var situation in RefusalSituations.All)
        {
            await situation(seen);
        }

        var listed = ApiCalls.All.Keys.SelectMany(call =>
        {
            var parts = call.Split(' ');
            return ApiCalls.CodesOf(parts[0], parts[1]).Select(code => $"{call}: {code}");
        });
        Assert.Equal(
            RefusalSituations.NotHere.Order(StringComparer.Ordinal),
            listed.Except(seen).Order(StringComparer.Ordinal)
        );
    }
}
