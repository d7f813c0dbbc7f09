using Microsoft.AspNetCore.Http;

namespace ProfileTwoFactor.Internal;

/// <summary>Where the authorization handler leaves its decision for the result handler and the second wall.</summary>
internal static class RecordedDecision
{
    // Items and not a feature: setting a feature of our own copies the server's feature collection.
    private static readonly object Key = new();

    public static void Set(HttpContext context, GateDecision decision)
    {
        decision.Route = context.Request.RouteValues;
        context.Items[Key] = decision;
    }

    /// <summary>The decision made for the endpoint and route this request is at now; one made before a re-execution does not count, not even for the same endpoint: it may have been about another profile.</summary>
    public static GateDecision? Find(HttpContext context) =>
        context.Items.TryGetValue(Key, out var item)
        && item is GateDecision decision
        && ReferenceEquals(decision.Endpoint, context.GetEndpoint())
        && ReferenceEquals(decision.Route, context.Request.RouteValues)
            ? decision
            : null;
}
