namespace ProfileTwoFactor;

/// <summary>What the verification of a profile is bound to, for callers who sign in with a cookie.</summary>
public enum WindowBinding
{
    /// <summary>The browser in which the code was entered. Every other browser of the member asks for its own code.</summary>
    Browser,

    /// <summary>The member. A code that was entered in one browser counts in every browser in which that member is signed in.</summary>
    /// <remarks>
    /// This value is weaker: while the member is verified anywhere, a stolen password or a stolen sign-in cookie is enough to open the
    /// profile, and also enough for sensitive actions within <see cref="ProfileTwoFactorOptions.SensitiveActionMaxAge"/>. The proof of an
    /// account, and the verification of callers whom another scheme than a cookie scheme authenticated, are never shared.
    /// </remarks>
    Member,
}
