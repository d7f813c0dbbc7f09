using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.FileProviders;
using ProfileTwoFactor.IntegrationTests.Gate.Support;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.Gate;

/// <summary><c>MapStaticAssets</c> behind the gate with what <c>dotnet publish</c> made: fingerprinted, compressed, with entity tags.</summary>
public sealed class PublishedAssetTests(PublishedSample sample) : IClassFixture<PublishedSample>
{
    [Fact]
    public async Task Asset_InAnyEncoding_IsRefusedWithoutProof_AlsoToABrowserThatHasItAlready()
    {
        await using var host = await StartAsync();
        await host.EnableAsync();
        var mei = await host.BrowserAsync("mei");

        foreach (var asset in await sample.ReadAsync())
        {
            foreach (var method in new[] { HttpMethod.Get, HttpMethod.Head })
            {
                foreach (var known in new[] { false, true })
                {
                    using var request = Request(asset, method, known);
                    var answer = await mei.SendAsync(request);
                    Assert.True(
                        answer.Status == HttpStatusCode.Unauthorized
                            && answer.Response.Headers.ETag is null,
                        $"{method} {asset}, known: {known}: {answer.Status}"
                    );
                }
            }
        }
    }

    [Fact]
    public async Task Asset_InAnyEncoding_IsServedToAVerifiedMember()
    {
        await using var host = await StartAsync();
        var (owner, _) = await host.EnableAsync();
        var assets = await sample.ReadAsync();

        Assert.Contains(assets, asset => asset.Encoding == "br");
        foreach (var asset in assets)
        {
            using var request = Request(asset, HttpMethod.Get, known: false);
            var answer = await owner.SendAsync(request);
            Assert.True(
                answer.Status == HttpStatusCode.OK
                    && answer.Response.Headers.ETag?.ToString() == asset.EntityTag,
                $"{asset}: {answer.Status} {answer.Response.Headers.ETag}"
            );
        }
    }

    private Task<GateHost> StartAsync() =>
        GateHost.StartAsync(routes =>
        {
            ((WebApplication)routes).Environment.WebRootFileProvider = new PhysicalFileProvider(
                sample.WebRoot
            );
            routes.MapGroup("/p/{sid}").MapStaticAssets(sample.Manifest).RequireProfileTwoFactor();
        });

    private static HttpRequestMessage Request(PublishedAsset asset, HttpMethod method, bool known)
    {
        var request = new HttpRequestMessage(method, $"/p/acme/{asset.Route}");
        request.Headers.TryAddWithoutValidation("Accept-Encoding", asset.Encoding ?? "identity");
        if (known)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", asset.EntityTag);
        }

        return request;
    }
}
