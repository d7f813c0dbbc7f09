using Microsoft.AspNetCore.Http;

namespace ProfileTwoFactor.Gate.Decision;

/// <summary>Where the authorization handler leaves its decision for the result handler and the endpoint guard.</summary>
internal static class RecordedDecision
{
    // Items and not a feature: setting a feature of our own copies the server's feature collection.
    private static readonly object Key = new();
    private static readonly object AccountKey = new();

    public static void Set(HttpContext context, GateDecision decision) =>
        Set(context, Key, decision);

    /// <summary>The decision about the account is separate from the one about the profile: an endpoint may require both.</summary>
    public static void SetAccount(HttpContext context, GateDecision decision) =>
        Set(context, AccountKey, decision);

    public static void Forget(HttpContext context) => context.Items.Remove(Key);

    /// <summary>The decision made for the endpoint and route this request is at now; one made before a re-execution does not count, not even for the same endpoint: it may have been about another profile.</summary>
    public static GateDecision? Find(HttpContext context) => Find(context, Key);

    public static GateDecision? FindAccount(HttpContext context) => Find(context, AccountKey);

    /// <summary>Whether this request was decided about at all.</summary>
    public static bool Exists(HttpContext context) =>
        Find(context) is not null || FindAccount(context) is not null;

    /// <summary>The answer for a refused caller. What the caller can't resolve comes first, then who they are, then the profile's code.</summary>
    public static GateDecision? FindRefusal(HttpContext context)
    {
        var profile = Find(context);
        var account = FindAccount(context);
        return profile is { Admits: false, IsSettled: true } ? profile
            : account is { Admits: false } ? account
            : profile is { Admits: false } ? profile
            : null;
    }

    private static void Set(HttpContext context, object key, GateDecision decision)
    {
        decision.Route = context.Request.RouteValues;
        context.Items[key] = decision;
    }

    private static GateDecision? Find(HttpContext context, object key) =>
        context.Items.TryGetValue(key, out var item)
        && item is GateDecision decision
        && ReferenceEquals(decision.Endpoint, context.GetEndpoint())
        && ReferenceEquals(decision.Route, context.Request.RouteValues)
            ? decision
            : null;
}
