namespace HeatmapSite.RateLimits;

/// <summary>What is counted together.</summary>
internal enum RequestLimit
{
    /// <summary>By address, because who calls isn't known yet.</summary>
    SignIn,

    /// <summary>By person: calls that check the password of the person who is signed in.</summary>
    Password,

    /// <summary>By person.</summary>
    Invitations,

    /// <summary>By person, or by address without sign-in.</summary>
    TwoFactor,
}
