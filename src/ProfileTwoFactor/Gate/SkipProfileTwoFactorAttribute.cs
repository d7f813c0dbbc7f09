namespace ProfileTwoFactor;

/// <summary>Marks a route with the profile parameter as intentionally open to callers without a verified authenticator.</summary>
/// <remarks>It only satisfies the startup check. It doesn't open endpoints that are gated by an attribute.</remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, Inherited = true)]
public sealed class SkipProfileTwoFactorAttribute : Attribute;
