using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using ProfileTwoFactor.Gate.Internal;

namespace ProfileTwoFactor.Gate.Decision;

/// <summary>What the account's gate is asked.</summary>
internal sealed record AccountGateRequest
{
    public required HttpContext Context { get; init; }

    /// <summary>The connection's, when one asks.</summary>
    public ConnectionSnapshot? Connection { get; init; }

    /// <summary>Where the host's directory comes from: the request's services, or a hub invocation's.</summary>
    public required IServiceProvider Services { get; init; }

    public required ClaimsPrincipal User { get; init; }

    public required Endpoint? Endpoint { get; init; }

    public required AccountDemand Demand { get; init; }
}
