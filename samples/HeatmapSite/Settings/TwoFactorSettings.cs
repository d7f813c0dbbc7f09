using System.Globalization;
using HeatmapSite.Mail;
using HeatmapSite.RateLimits;
using HeatmapSite.Sessions;
using Microsoft.Extensions.Options;
using ProfileTwoFactor;

namespace HeatmapSite.Settings;

/// <summary>Reads the <c>ProfileTwoFactor</c> section and reports, before the site starts, everything in the settings that makes no sense.</summary>
/// <remarks>The configuration binder would stop at the first bad value, and takes "24:00:00" for 24 days.</remarks>
internal sealed class TwoFactorSettings(
    IConfiguration configuration,
    DatabaseSettings database,
    RedisSettings redis,
    MailSettings mail,
    RateLimitSettings limits,
    CookieSecurity cookies
) : IConfigureOptions<ProfileTwoFactorOptions>, IValidateOptions<ProfileTwoFactorOptions>
{
    private readonly IConfigurationSection _section = configuration.GetSection("ProfileTwoFactor");

    public void Configure(ProfileTwoFactorOptions options) => Read(options);

    public ValidateOptionsResult Validate(string? name, ProfileTwoFactorOptions options)
    {
        // The host joins these with the package's own findings into one message.
        var errors = Read(new ProfileTwoFactorOptions())
            .Concat(database.Errors())
            .Concat(redis.Errors())
            .Concat(mail.Errors())
            .Concat(limits.Errors())
            .Concat(cookies.Errors())
            .ToList();
        return errors.Count == 0
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(errors);
    }

    private List<string> Read(ProfileTwoFactorOptions options)
    {
        var errors = new List<string>();
        var second = TimeSpan.FromSeconds(1);
        ReadDuration("Window", second, value => options.Window = value);
        ReadDuration("AbsoluteLifetime", second, value => options.AbsoluteLifetime = value);
        ReadDuration("DecisionLifetime", default, value => options.DecisionLifetime = value);
        ReadDuration(
            "SensitiveActionMaxAge",
            second,
            value => options.SensitiveActionMaxAge = value
        );
        ReadDuration("DependencyTimeout", second, value => options.DependencyTimeout = value);
        ReadSteps();
        options.Application = _section["Application"] ?? options.Application;
        return errors;

        void ReadDuration(string key, TimeSpan least, Action<TimeSpan> set)
        {
            if (_section[key] is not { } text)
            {
                return;
            }

            if (Duration.TryParse(text, out var duration) && duration >= least)
            {
                set(duration);
            }
            else
            {
                errors.Add(
                    $"ProfileTwoFactor:{key} is '{text}'; it must be a duration as hh:mm:ss, at least {least:c} and at most 100 years."
                );
            }
        }

        void ReadSteps()
        {
            const string key = "ToleratedSteps";
            if (_section[key] is not { } text)
            {
                return;
            }

            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var steps))
            {
                options.ToleratedSteps = steps;
            }
            else
            {
                errors.Add(
                    $"ProfileTwoFactor:{key} is '{text}'; it must be a whole number from 0 to 2."
                );
            }
        }
    }
}
