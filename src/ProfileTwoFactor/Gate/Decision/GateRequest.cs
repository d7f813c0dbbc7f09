using System.Security.Claims;
using Microsoft.AspNetCore.Http;

namespace ProfileTwoFactor.Gate.Decision;

/// <summary>What the gate is asked.</summary>
internal readonly struct GateRequest
{
    public required HttpContext Context { get; init; }

    /// <summary>Who asks, and so who may believe the answer later.</summary>
    public required GateAsker Asker { get; init; }

    /// <summary>The connection's, when one asks.</summary>
    public ConnectionSnapshot? Connection { get; init; }

    /// <summary>Where the host's directory comes from: the request's services, or a hub invocation's.</summary>
    public required IServiceProvider Services { get; init; }

    public required ClaimsPrincipal User { get; init; }

    public required Endpoint? Endpoint { get; init; }

    /// <summary>As the request named it. Null: nowhere to be found, which refuses.</summary>
    public required string? ProfileId { get; init; }

    /// <summary>0: any live window.</summary>
    public int MaxAgeSeconds { get; init; }

    public bool Passive { get; init; }

    /// <summary>Whether only what the package itself has checked counts.</summary>
    public bool OwnProofOnly { get; init; }

    /// <summary>Whether the caller has to be a person, whatever the rules of the profile say of machine callers.</summary>
    public bool PeopleOnly { get; init; }
}
