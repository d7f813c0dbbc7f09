using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using ProfileTwoFactor.Gate.Challenges;
using ProfileTwoFactor.Http;

namespace ProfileTwoFactor.Gate.Hubs;

/// <summary>Ends a gRPC call with status and trailers: cancels the call, whose service can then write nothing any more, and writes over the status it leaves.</summary>
internal sealed class GrpcFarewell : IAnswerFarewell, IHttpRequestLifetimeFeature, IDisposable
{
    private readonly HttpContext _context;
    private readonly IHttpRequestLifetimeFeature _inner;
    private readonly CancellationTokenSource _ended;

    private GrpcFarewell(HttpContext context, IHttpRequestLifetimeFeature inner)
    {
        _context = context;
        _inner = inner;
        _ended = CancellationTokenSource.CreateLinkedTokenSource(inner.RequestAborted);
        RequestAborted = _ended.Token;
        context.Features.Set<IHttpRequestLifetimeFeature>(this);
    }

    public CancellationToken RequestAborted { get; set; }

    public static GrpcFarewell? For(HttpContext context) =>
        CallerKindReader.IsGrpc(context.Request)
        && context.Features.Get<IHttpRequestLifetimeFeature>() is { } lifetime
            ? new GrpcFarewell(context, lifetime)
            : null;

    public void Abort() => _inner.Abort();

    public async Task<bool> BeginAsync(TwoFactorError reason)
    {
        await _ended.CancelAsync();
        return true;
    }

    public void Complete(HttpContext context, TwoFactorError reason) =>
        GrpcRefusal.End(context, reason);

    public void Dispose()
    {
        _context.Features.Set(_inner);
        _ended.Dispose();
    }
}
