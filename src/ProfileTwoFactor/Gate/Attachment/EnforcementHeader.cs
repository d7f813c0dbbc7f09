using System.Globalization;
using Microsoft.AspNetCore.Http;
using ProfileTwoFactor.Gate.Decision;

namespace ProfileTwoFactor.Gate.Attachment;

/// <summary>Tells callers who were let in without a code the date from which they need one.</summary>
internal static class EnforcementHeader
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'";

    private static readonly object Key = new();

    /// <summary>At the start of the response, so that an endpoint that clears headers doesn't lose it.</summary>
    public static void Announce(HttpContext context, GateDecision decision)
    {
        if (decision is not { EnforcedFrom: { } from } || context.Response.HasStarted)
        {
            return;
        }

        if (!context.Items.ContainsKey(Key))
        {
            context.Response.OnStarting(Write, context);
        }

        context.Items[Key] = from.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture);
    }

    private static Task Write(object state)
    {
        var context = (HttpContext)state;
        if (context.Items[Key] is string date)
        {
            context.Response.Headers[ProfileTwoFactorDefaults.EnforcedFromHeader] = date;
        }

        return Task.CompletedTask;
    }
}
