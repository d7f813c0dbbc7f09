using Microsoft.AspNetCore.Mvc;

namespace ProfileTwoFactor.IntegrationTests.OpenAnswers.Support;

[RequireProfileTwoFactor]
[Route("controller/{sid}")]
public sealed class TickerController(Ticker ticker) : Controller
{
    [HttpGet]
    public async Task Get(CancellationToken cancelled)
    {
        await foreach (var item in ticker.ItemsAsync(cancelled))
        {
            await Response.WriteAsync(item + "\n", cancelled);
            await Response.Body.FlushAsync(cancelled);
        }
    }
}
