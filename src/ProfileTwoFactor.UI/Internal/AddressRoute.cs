using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.Routing.Template;

namespace ProfileTwoFactor.Internal;

/// <summary>One route, to be compared with addresses that are no requests.</summary>
internal sealed class AddressRoute
{
    private readonly TemplateMatcher _matcher;
    private readonly (string Parameter, IRouteConstraint Constraint)[] _constraints;

    public AddressRoute(RouteEndpoint endpoint, ParameterPolicyFactory policies)
    {
        var pattern = endpoint.RoutePattern;
        Endpoint = endpoint;
        Prefix = ReadPrefix(pattern);
        _matcher = new TemplateMatcher(
            new RouteTemplate(pattern),
            new RouteValueDictionary(pattern.Defaults)
        );
        _constraints =
        [
            .. from parameter in pattern.ParameterPolicies
            from reference in parameter.Value
            let constraint = policies.Create(pattern.GetParameter(parameter.Key), reference)
                as IRouteConstraint
            where constraint is not null
            select (parameter.Key, constraint),
        ];
    }

    public RouteEndpoint Endpoint { get; }

    /// <summary>What every path of this route begins with.</summary>
    public string Prefix { get; }

    /// <summary>Whether addresses are compared with it at all, and lead to this endpoint itself.</summary>
    public static bool IsMatched(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<ISuppressMatchingMetadata>() is not { SuppressMatching: true }
        && endpoint.Metadata.GetMetadata<IDynamicEndpointMetadata>() is not { IsDynamic: true };

    /// <summary>The route values of an address, or null when the route is another one.</summary>
    public RouteValueDictionary? Matches(HttpContext context, PathString path)
    {
        var values = new RouteValueDictionary();
        return
            _matcher.TryMatch(path, values)
            && HasRequiredValues(values)
            && Array.TrueForAll(
                _constraints,
                it =>
                    it.Constraint.Match(
                        context,
                        route: null,
                        it.Parameter,
                        values,
                        RouteDirection.IncomingRequest
                    )
            )
            ? values
            : null;
    }

    /// <summary>An action of a conventional route is its own route, for its own controller and name only.</summary>
    private bool HasRequiredValues(RouteValueDictionary values)
    {
        foreach (var (name, required) in Endpoint.RoutePattern.RequiredValues)
        {
            if (
                Endpoint.RoutePattern.GetParameter(name) is not null
                && required is string { Length: > 0 } text
                && !string.Equals(values[name] as string, text, StringComparison.OrdinalIgnoreCase)
            )
            {
                return false;
            }
        }

        return true;
    }

    private static string ReadPrefix(RoutePattern pattern)
    {
        var prefix = "";
        foreach (var segment in pattern.PathSegments)
        {
            switch (segment.Parts)
            {
                case [RoutePatternLiteralPart literal]:
                    prefix += '/' + literal.Content;
                    break;
                // An address may end here, without a slash.
                case [RoutePatternParameterPart part] when CanBeLeftOut(pattern, part):
                    return OrRoot(prefix);
                case [RoutePatternParameterPart part]
                    when pattern.RequiredValues.GetValueOrDefault(part.Name)
                        is string { Length: > 0 } value:
                    prefix += '/' + value;
                    break;
                default:
                    return prefix + '/';
            }
        }

        return OrRoot(prefix);
    }

    private static bool CanBeLeftOut(RoutePattern pattern, RoutePatternParameterPart part) =>
        part.IsOptional || part.IsCatchAll || pattern.Defaults.ContainsKey(part.Name);

    private static string OrRoot(string prefix) => prefix.Length == 0 ? "/" : prefix;
}
