using System.Data.Common;
using HeatmapSite.Data;
using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;

namespace ProfileTwoFactor.SampleNode;

/// <summary>What <c>/api/p/{sid}/heatmaps</c> would be without the gate: sign-in, membership, the same list. Only to be measured against.</summary>
internal sealed class UngatedTwin : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
        app =>
        {
            app.Map("/ungated/p", twin => twin.Run(AnswerAsync));
            next(app);
        };

    private static async Task AnswerAsync(HttpContext context)
    {
        try
        {
            await ListAsync(context);
        }
        catch (Exception exception)
            when (exception is TimeoutException or DbException or OperationCanceledException)
        {
            // As the site answers it: its own check of a session gives the database a second, which a machine that is too busy takes up.
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        }
    }

    private static async Task ListAsync(HttpContext context)
    {
        var profileId = context.Request.Path.Value!.TrimStart('/');
        var signedIn = await context.AuthenticateAsync();
        var directory = context.RequestServices.GetRequiredService<IProfileDirectory>();
        var found = signedIn.Succeeded
            ? await directory.FindAsync(profileId, signedIn.Principal, context.RequestAborted)
            : null;
        if (found is not { Profile.Id: var id, Member: not null })
        {
            context.Response.StatusCode = signedIn.Succeeded ? 403 : 401;
            return;
        }

        var heatmaps = await context
            .RequestServices.GetRequiredService<HeatmapDbContext>()
            .Heatmaps.AsNoTracking()
            .Where(heatmap => heatmap.ProfileId == id)
            .OrderBy(heatmap => heatmap.Id)
            .ToListAsync(context.RequestAborted);
        await context.Response.WriteAsJsonAsync(
            heatmaps.Select(heatmap => new { heatmap.Id, heatmap.Title }),
            context.RequestAborted
        );
    }
}
