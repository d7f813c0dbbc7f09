namespace ProfileTwoFactor;

/// <summary>Requests to a profile that this node let through only because it reports instead of enforcing.</summary>
/// <param name="Since">The time since which this node has counted.</param>
/// <param name="Requests">The number of requests.</param>
/// <param name="Members">The number of members who sent them.</param>
public sealed record WouldRefuse(DateTimeOffset Since, long Requests, int Members);
