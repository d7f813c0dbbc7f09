using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Matching;

namespace ProfileTwoFactor.Internal;

/// <summary>Picks one of the endpoints that an address fits, as routing picks it: by method, host, content type, and the app's own policies.</summary>
internal sealed class EndpointSelection(IEnumerable<MatcherPolicy> policies)
{
    private const string FormType = "application/x-www-form-urlencoded";

    private readonly MatcherPolicy[] _policies = [.. policies.OrderBy(policy => policy.Order)];

    /// <summary>In the order in which routing prefers endpoints.</summary>
    public IComparer<RouteEndpoint> Comparer { get; } =
        new Preference([
            .. policies
                .OrderBy(policy => policy.Order)
                .OfType<IEndpointComparerPolicy>()
                .Select(policy => policy.Comparer),
        ]);

    /// <param name="context">The request that asks. Its method, content type, endpoint and route values are as before afterwards.</param>
    /// <param name="fitting">Endpoints whose route fits the address, in the order of <see cref="Comparer"/>, with their route values.</param>
    /// <param name="method">The method of the request that isn't made.</param>
    /// <returns>Null when routing would answer itself, or finds several that are equally good.</returns>
    public async ValueTask<(Endpoint Endpoint, RouteValueDictionary Values)?> SelectAsync(
        HttpContext context,
        IReadOnlyList<(RouteEndpoint Endpoint, RouteValueDictionary Values)> fitting,
        string method
    )
    {
        var request = context.Request;
        var (endpoint, values) = (context.GetEndpoint(), request.RouteValues);
        var (ownMethod, ownType) = (request.Method, request.ContentType);
        try
        {
            request.Method = method;
            request.ContentType = HttpMethods.IsPost(method) ? FormType : null;
            context.SetEndpoint(null);
            var candidates = Candidates(fitting);
            foreach (var policy in _policies)
            {
                if (policy is not IEndpointSelectorPolicy one || !Applies(one, fitting))
                {
                    continue;
                }

                await one.ApplyAsync(context, candidates);
                if (context.GetEndpoint() is not null)
                {
                    // The policy answers itself: no such method, or a type that isn't accepted.
                    return null;
                }
            }

            return Best(candidates);
        }
        finally
        {
            context.SetEndpoint(endpoint);
            request.RouteValues = values;
            (request.Method, request.ContentType) = (ownMethod, ownType);
        }
    }

    // Several that are equally good are the app's mistake: the request itself will say so.
    private static (Endpoint Endpoint, RouteValueDictionary Values)? Best(CandidateSet candidates)
    {
        CandidateState[] valid =
        [
            .. Enumerable
                .Range(0, candidates.Count)
                .Where(candidates.IsValidCandidate)
                .Select(i => candidates[i])
                .OrderBy(candidate => candidate.Score),
        ];
        return valid switch
        {
            [] => null,
            [var first, var second, ..] when first.Score == second.Score => null,
            [var first, ..] => (first.Endpoint, first.Values ?? []),
        };
    }

    // What the framework's policies build into the route table, they do here for endpoints that are no part of a table.
    private static bool Applies(
        IEndpointSelectorPolicy policy,
        IReadOnlyList<(RouteEndpoint Endpoint, RouteValueDictionary Values)> fitting
    ) =>
        policy is INodeBuilderPolicy
        || policy.AppliesToEndpoints([.. fitting.Select(it => it.Endpoint)]);

    private CandidateSet Candidates(
        IReadOnlyList<(RouteEndpoint Endpoint, RouteValueDictionary Values)> fitting
    )
    {
        var scores = new int[fitting.Count];
        for (var i = 1; i < scores.Length; i++)
        {
            var isEqual = Comparer.Compare(fitting[i - 1].Endpoint, fitting[i].Endpoint) == 0;
            scores[i] = scores[i - 1] + (isEqual ? 0 : 1);
        }

        return new CandidateSet(
            [.. fitting.Select(it => it.Endpoint)],
            [.. fitting.Select(it => it.Values)],
            scores
        );
    }

    private sealed class Preference(IReadOnlyList<IComparer<Endpoint>> others)
        : IComparer<RouteEndpoint>
    {
        public int Compare(RouteEndpoint? x, RouteEndpoint? y)
        {
            var order = x!.Order.CompareTo(y!.Order);
            if (order == 0)
            {
                order = x.RoutePattern.InboundPrecedence.CompareTo(
                    y.RoutePattern.InboundPrecedence
                );
            }

            for (var i = 0; order == 0 && i < others.Count; i++)
            {
                order = others[i].Compare(x, y);
            }

            return order;
        }
    }
}
