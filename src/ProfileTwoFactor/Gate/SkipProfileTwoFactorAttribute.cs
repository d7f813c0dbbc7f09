namespace ProfileTwoFactor;

/// <summary>Says that a route with the profile parameter is meant to be open to callers who have not proven an authenticator.</summary>
/// <remarks>It opens nothing that is gated by an attribute; it only answers the start-up check.</remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, Inherited = true)]
public sealed class SkipProfileTwoFactorAttribute : Attribute;
