using Grpc.Core;
using ProfileTwoFactor.IntegrationTests.Gate.Support;
using ProfileTwoFactor.IntegrationTests.OpenAnswers.Support;

namespace ProfileTwoFactor.IntegrationTests.Grpc.Support;

[RequireProfileTwoFactor]
public sealed class TickerService(Ticker ticker) : TickerServiceBase
{
    public override Task<string> Get(string request, ServerCallContext context) =>
        Task.FromResult(Secret.Reveal());

    /// <param name="request">"deaf" looks at no token.</param>
    /// <param name="responseStream">The answer.</param>
    /// <param name="context">The call.</param>
    public override async Task Watch(
        string request,
        IServerStreamWriter<string> responseStream,
        ServerCallContext context
    )
    {
        var token = request == "deaf" ? default : context.CancellationToken;
        await foreach (var item in ticker.ItemsAsync(token))
        {
            await responseStream.WriteAsync(item, CancellationToken.None);
        }
    }
}
