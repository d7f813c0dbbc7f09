using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using ProfileTwoFactor.Gate.Internal;

namespace ProfileTwoFactor.Gate.Attachment;

/// <summary>Whether the endpoints of the start were in order, and what is said about those that come later: a proxy's configuration is read again, a source of endpoints changes.</summary>
internal sealed class AttachmentCheck(
    EndpointRules rules,
    IOptions<ProfileTwoFactorOptions> options,
    ILogger<AttachmentCheck> logger
) : IDisposable
{
    private IDisposable? _changes;
    private volatile bool _passed;

    /// <summary>From here on nothing is thrown: an update of the endpoints at run time could not finish, and the rest of the application would keep its old routes.</summary>
    public bool HasPassed => _passed;

    /// <param name="source">The endpoints of the application.</param>
    /// <param name="known">Those of the source that were checked.</param>
    /// <param name="endpoints">All that were checked, compiled pages among them.</param>
    public void Passed(
        EndpointDataSource source,
        IReadOnlyList<Endpoint> known,
        IReadOnlyList<Endpoint> endpoints
    )
    {
        WarnOfForgotten(endpoints);
        _passed = true;
        _changes = ChangeToken.OnChange(source.GetChangeToken, () => Report(source));
        // What changed while the start was being checked.
        if (!ReferenceEquals(source.Endpoints, known))
        {
            Report(source);
        }
    }

    public void Dispose() => _changes?.Dispose();

    private void Report(EndpointDataSource source)
    {
        try
        {
            var endpoints = source.Endpoints;
            var mistakes = endpoints.SelectMany(rules.FindMistakes).Distinct().ToList();
            if (mistakes.Count > 0)
            {
                GateLog.EndpointsSealed(logger, string.Join(" ", mistakes));
            }

            WarnOfForgotten(endpoints);
        }
        catch (Exception exception)
        {
            // This runs inside an update of other code.
            GateLog.EndpointsUnchecked(logger, exception);
        }
    }

    private void WarnOfForgotten(IReadOnlyList<Endpoint> endpoints)
    {
        if (options.Value.UngatedProfileEndpoints != UngatedEndpointBehavior.Warn)
        {
            return;
        }

        var forgotten = endpoints
            .Where(rules.IsForgotten)
            .OfType<RouteEndpoint>()
            .Select(EndpointRules.NameOf);
        var names = string.Join(", ", forgotten.Distinct());
        if (names.Length > 0)
        {
            GateLog.UngatedEndpoints(logger, names);
        }
    }
}
