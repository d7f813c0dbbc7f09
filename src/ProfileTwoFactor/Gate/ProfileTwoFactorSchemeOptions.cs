using Microsoft.AspNetCore.Authentication;

namespace ProfileTwoFactor;

/// <summary>Options of the scheme <see cref="ProfileTwoFactorDefaults.AuthenticationScheme"/>. The scheme has no options of its own.</summary>
public sealed class ProfileTwoFactorSchemeOptions : AuthenticationSchemeOptions;
