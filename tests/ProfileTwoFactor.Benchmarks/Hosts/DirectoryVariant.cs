using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace ProfileTwoFactor.Benchmarks.Hosts;

/// <summary><c>[Authorize]</c> in a host that asks its directory: what a gated request costs because of the host's own look-up.</summary>
internal sealed class DirectoryVariant(IProfileDirectory directory) : Variant
{
    public override void Use(WebApplication app) => app.Use(AskAsync);

    private async Task AskAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Request.RouteValues.TryGetValue("sid", out var value) && value is string id)
        {
            await directory.FindAsync(id, context.User, context.RequestAborted);
        }

        await next(context);
    }
}
