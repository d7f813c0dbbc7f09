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

    /// <summary>The keys of the section that nothing here reads, such as one that is misspelled.</summary>
    public IReadOnlyList<string> Unread()
    {
        var known = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        Read(new ProfileTwoFactorOptions(), known);
        return
        [
            .. Leaves(_section)
                .Where(path => !known.Contains(path[(_section.Path.Length + 1)..]))
                .Order(StringComparer.Ordinal),
        ];

        static IEnumerable<string> Leaves(IConfigurationSection section) =>
            section
                .GetChildren()
                .SelectMany(child => child.GetChildren().Any() ? Leaves(child) : [child.Path]);
    }

    private List<string> Read(ProfileTwoFactorOptions options) => Read(options, known: []);

    private List<string> Read(ProfileTwoFactorOptions options, HashSet<string> known)
    {
        var errors = new List<string>();
        var second = TimeSpan.FromSeconds(1);
        ReadDuration(
            Named("WindowLifetime", "Window"),
            second,
            value => options.WindowLifetime = value
        );
        ReadDuration(
            Named("WindowAbsoluteLifetime", "AbsoluteLifetime"),
            second,
            value => options.WindowAbsoluteLifetime = value
        );
        ReadDuration("DecisionLifetime", default, value => options.DecisionLifetime = value);
        ReadNumber("DecisionCapacity", "16", value => options.DecisionCapacity = value);
        ReadDuration(
            "SensitiveActionMaxAge",
            second,
            value => options.SensitiveActionMaxAge = value
        );
        var owners = options.PolicyLimits;
        // So that people who try the sample can watch a window lapse.
        owners.MinWindowLifetime = second;
        owners.MinAbsoluteLifetime = second;
        owners.MinSensitiveActionMaxAge = second;
        ReadDuration(
            "PolicyLimits:MinWindowLifetime",
            second,
            value => owners.MinWindowLifetime = value
        );
        ReadDuration(
            "PolicyLimits:MaxWindowLifetime",
            second,
            value => owners.MaxWindowLifetime = value
        );
        ReadDuration(
            "PolicyLimits:MinAbsoluteLifetime",
            second,
            value => owners.MinAbsoluteLifetime = value
        );
        ReadDuration(
            "PolicyLimits:MaxAbsoluteLifetime",
            second,
            value => owners.MaxAbsoluteLifetime = value
        );
        ReadDuration(
            "PolicyLimits:MinSensitiveActionMaxAge",
            second,
            value => owners.MinSensitiveActionMaxAge = value
        );
        ReadDuration(
            "PolicyLimits:MaxSensitiveActionMaxAge",
            second,
            value => owners.MaxSensitiveActionMaxAge = value
        );
        ReadDuration("DependencyTimeout", second, value => options.DependencyTimeout = value);
        ReadNumber("ToleratedSteps", "0 to 2", value => options.ToleratedSteps = value);
        ReadNumber(
            "ConcurrentCodeAttempts",
            "1 to 10000",
            value => options.ConcurrentCodeAttempts = value
        );
        ReadNumber(
            "ConcurrentCodeAttemptsPerMember",
            "1 to 10000",
            value => options.ConcurrentCodeAttemptsPerMember = value
        );
        ReadName<WindowBinding>("WindowBinding", value => options.WindowBinding = value);
        ReadName<EnrollmentProof>("EnrollmentProof", value => options.EnrollmentProof = value);
        ReadName<EnforcementMode>("Enforcement", value => options.Enforcement = value);
        options.ApplicationName = Text(Named("ApplicationName", "Application")) ?? "Heatmap";
        return errors;

        // The option's earlier name is still read, so that sites configured before its change keep their values.
        string Named(string key, string earlierKey)
        {
            known.Add(earlierKey);
            return Text(key) is null ? earlierKey : key;
        }

        string? Text(string key)
        {
            known.Add(key);
            return _section[key];
        }

        void ReadDuration(string key, TimeSpan least, Action<TimeSpan> set)
        {
            if (Text(key) is not { } text)
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

        void ReadName<TEnum>(string key, Action<TEnum> set)
            where TEnum : struct, Enum
        {
            if (Text(key) is not { } text)
            {
                return;
            }

            // By name only: the parser would take "1", and "Browser, Member", as well.
            var names = Enum.GetNames<TEnum>();
            if (names.Contains(text, StringComparer.OrdinalIgnoreCase))
            {
                set(Enum.Parse<TEnum>(text, ignoreCase: true));
            }
            else
            {
                errors.Add(
                    $"ProfileTwoFactor:{key} is '{text}'; it must be {string.Join(" or ", names)}."
                );
            }
        }

        void ReadNumber(string key, string range, Action<int> set)
        {
            if (Text(key) is not { } text)
            {
                return;
            }

            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                set(number);
            }
            else
            {
                errors.Add(
                    $"ProfileTwoFactor:{key} is '{text}'; it must be a whole number from {range}."
                );
            }
        }
    }
}
