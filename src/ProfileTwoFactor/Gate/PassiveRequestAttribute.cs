namespace ProfileTwoFactor;

/// <summary>Marks requests that are gated but don't count as activity, such as polling, pings, and hub transports. A page that is left open then doesn't extend its window.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, Inherited = true)]
public sealed class PassiveRequestAttribute : Attribute;
