using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.Http;
using ProfileTwoFactor.Outcomes.Internal;

namespace ProfileTwoFactor.IntegrationTests.Endpoints;

public sealed class TwoFactorProblemTests
{
    [Fact]
    public async Task Head_GetsTheHeadersAndNoBody()
    {
        var (context, body) = Context("HEAD");

        await TwoFactorProblem.WriteAsync(context, TwoFactorErrorFactory.NotOwner());

        Assert.Equal(403, context.Response.StatusCode);
        Assert.Equal("application/problem+json", context.Response.ContentType);
        Assert.Equal(0, body.Length);
    }

    [Fact]
    public async Task StartedResponse_IsAborted()
    {
        var (context, body) = Context("GET");
        var lifetime = new Lifetime();
        context.Features.Set<IHttpRequestLifetimeFeature>(lifetime);
        context.Features.Set<IHttpResponseFeature>(new Started());

        await TwoFactorProblem.WriteAsync(context, TwoFactorErrorFactory.NotOwner());

        Assert.True(lifetime.Aborted);
        Assert.Equal(0, body.Length);
    }

    [Fact]
    public async Task Text_IsEscapedForHtml()
    {
        var (context, body) = Context("GET");

        await TwoFactorProblem.WriteAsync(
            context,
            TwoFactorErrorFactory.BindingRequired("<script>", "/x?a=1&b='", "o@example.com")
        );

        Assert.DoesNotContain('<', Encoding.UTF8.GetString(body.ToArray()));
        Assert.DoesNotContain('\'', Encoding.UTF8.GetString(body.ToArray()));
    }

    private static (DefaultHttpContext Context, MemoryStream Body) Context(string method)
    {
        var body = new MemoryStream();
        var context = new DefaultHttpContext
        {
            RequestServices = new ServiceCollection()
                .AddOptions<ProfileTwoFactorOptions>()
                .Services.BuildServiceProvider(),
        };
        context.Request.Method = method;
        context.Response.Body = body;
        return (context, body);
    }

    private sealed class Lifetime : IHttpRequestLifetimeFeature
    {
        public bool Aborted { get; private set; }

        public CancellationToken RequestAborted { get; set; }

        public void Abort() => Aborted = true;
    }

    private sealed class Started : HttpResponseFeature
    {
        public override bool HasStarted => true;
    }
}
