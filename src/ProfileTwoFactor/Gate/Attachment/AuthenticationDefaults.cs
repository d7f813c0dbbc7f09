using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace ProfileTwoFactor.Gate.Attachment;

/// <summary>Keeps what the framework does for a host with a single scheme: that scheme is the default. Our additional scheme would remove that and make the host's users anonymous.</summary>
internal sealed class AuthenticationDefaults
    : IPostConfigureOptions<AuthenticationOptions>,
        IValidateOptions<AuthenticationOptions>
{
    private const string SuppressSwitch =
        "Microsoft.AspNetCore.Authentication.SuppressAutoDefaultScheme";

    public void PostConfigure(string? name, AuthenticationOptions options)
    {
        if (
            options.DefaultScheme is not null
            || (AppContext.TryGetSwitch(SuppressSwitch, out var off) && off)
        )
        {
            return;
        }

        var others = options
            .Schemes.Where(scheme => scheme.Name != ProfileTwoFactorDefaults.AuthenticationScheme)
            .Select(scheme => scheme.Name)
            .ToList();
        if (others is [var sole])
        {
            options.DefaultScheme = sole;
        }
    }

    public ValidateOptionsResult Validate(string? name, AuthenticationOptions options)
    {
        string?[] defaults =
        [
            options.DefaultScheme,
            options.DefaultAuthenticateScheme,
            options.DefaultChallengeScheme,
            options.DefaultForbidScheme,
            options.DefaultSignInScheme,
            options.DefaultSignOutScheme,
        ];
        return defaults.Contains(ProfileTwoFactorDefaults.AuthenticationScheme)
            ? ValidateOptionsResult.Fail(
                $"The scheme '{ProfileTwoFactorDefaults.AuthenticationScheme}' adds a proof to a signed-in user and can't sign users in, so it can't be a default scheme. "
                    + "Set your own scheme in AddAuthentication(...)."
            )
            : ValidateOptionsResult.Success;
    }
}
