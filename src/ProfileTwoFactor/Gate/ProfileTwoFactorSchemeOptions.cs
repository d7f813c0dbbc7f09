using Microsoft.AspNetCore.Authentication;

namespace ProfileTwoFactor;

/// <summary>Options of the scheme <see cref="ProfileTwoFactorDefaults.AuthenticationScheme"/>. Set them with <c>AddProfileTwoFactor().ConfigureScheme(...)</c>.</summary>
public sealed class ProfileTwoFactorSchemeOptions : AuthenticationSchemeOptions
{
    /// <summary>Creates the options with events that do nothing.</summary>
    public ProfileTwoFactorSchemeOptions() => Events = new ProfileTwoFactorEvents();

    /// <summary>What the app adds to the scheme's responses.</summary>
    /// <value>Default: nothing. <see cref="AuthenticationSchemeOptions.EventsType"/> takes precedence: that type is then resolved from the request's services.</value>
    public new ProfileTwoFactorEvents Events
    {
        get => (ProfileTwoFactorEvents)base.Events!;
        set => base.Events = value;
    }
}
