using Microsoft.AspNetCore.Mvc;

namespace ProfileTwoFactor.IntegrationTests.OpenAnswers.Support;

/// <summary>Reached only through <c>MapDynamicControllerRoute</c>, so its endpoint is never in the route table.</summary>
public sealed class TickerDynamicController(Ticker ticker) : Controller
{
    [RequireProfileTwoFactor]
    public async Task Show(CancellationToken cancelled)
    {
        await foreach (var item in ticker.ItemsAsync(cancelled))
        {
            await Response.WriteAsync(item + "\n", cancelled);
            await Response.Body.FlushAsync(cancelled);
        }
    }
}
