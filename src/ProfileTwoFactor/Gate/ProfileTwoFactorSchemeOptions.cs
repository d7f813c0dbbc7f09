using Microsoft.AspNetCore.Authentication;

namespace ProfileTwoFactor;

/// <summary>Options of the scheme <see cref="ProfileTwoFactorDefaults.AuthenticationScheme"/>. It has none of its own.</summary>
public sealed class ProfileTwoFactorSchemeOptions : AuthenticationSchemeOptions;
