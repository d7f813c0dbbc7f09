namespace ProfileTwoFactor;

/// <summary>Requests to this endpoint are gated and don't count as activity: polling, pings, hub transports. A page left open does not keep its window alive.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, Inherited = true)]
public sealed class PassiveRequestAttribute : Attribute;
