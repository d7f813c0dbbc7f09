using Microsoft.Extensions.Options;
using ProfileTwoFactor.Codes.Internal;
using ProfileTwoFactor.Policies;

namespace ProfileTwoFactor.Internal;

/// <summary>Reports all errors together, each with its value.</summary>
internal sealed class ProfileTwoFactorOptionsValidator : IValidateOptions<ProfileTwoFactorOptions>
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private const int MostAttempts = 10_000;

    // Caches and cookies add it to now; a value near the end of time would break every verification at run time.
    private static readonly TimeSpan LongestWindow = TimeSpan.FromDays(3650);
    private static readonly TimeSpan LongestPending = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan LongestDecision = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromSeconds(30);

    public ValidateOptionsResult Validate(string? name, ProfileTwoFactorOptions options)
    {
        var mistakes = new List<string>();

        void Demand(bool holds, string option, object? value, string rule)
        {
            if (!holds)
            {
                mistakes.Add($"ProfileTwoFactor:{option} is '{value}', but {rule}.");
            }
        }

        Demand(
            options.WindowLifetime >= Second && options.WindowLifetime <= LongestWindow,
            "WindowLifetime",
            options.WindowLifetime,
            "it must be between one second and ten years"
        );
        Demand(
            (
                options.WindowAbsoluteLifetime >= Second
                && options.WindowAbsoluteLifetime <= LongestWindow
            )
                || options.WindowAbsoluteLifetime == Timeout.InfiniteTimeSpan,
            "WindowAbsoluteLifetime",
            options.WindowAbsoluteLifetime,
            "it must be between one second and ten years, or Timeout.InfiniteTimeSpan for no limit"
        );
        Demand(
            options.SensitiveActionMaxAge >= Second
                && options.SensitiveActionMaxAge <= LongestWindow,
            "SensitiveActionMaxAge",
            options.SensitiveActionMaxAge,
            "it must be between one second and ten years"
        );
        Demand(
            options.DecisionLifetime >= TimeSpan.Zero
                && options.DecisionLifetime <= LongestDecision,
            "DecisionLifetime",
            options.DecisionLifetime,
            "it must be between zero (no cache) and five minutes, because other nodes honor a revoked decision for this time"
        );
        Demand(
            options.ConnectionCheckInterval >= Second
                && options.ConnectionCheckInterval <= LongestDecision,
            "ConnectionCheckInterval",
            options.ConnectionCheckInterval,
            "it must be between one second and five minutes, because a connection can stay open for this time after access ends"
        );
        Demand(
            options.DecisionCapacity >= 16,
            "DecisionCapacity",
            options.DecisionCapacity,
            "it must be at least 16"
        );
        Demand(
            options.ToleratedSteps is >= 0 and <= 2,
            "ToleratedSteps",
            options.ToleratedSteps,
            "it must be 0, 1, or 2"
        );
        Demand(
            options.PendingBindingLifetime >= Second
                && options.PendingBindingLifetime <= LongestPending,
            "PendingBindingLifetime",
            options.PendingBindingLifetime,
            "it must be between one second and ten minutes"
        );
        Demand(
            options.DependencyTimeout > TimeSpan.Zero
                && options.DependencyTimeout <= LongestTimeout,
            "DependencyTimeout",
            options.DependencyTimeout,
            "it must be greater than zero and at most 30 seconds"
        );
        Demand(
            options.ConcurrentCodeAttempts is >= 1 and <= MostAttempts,
            "ConcurrentCodeAttempts",
            options.ConcurrentCodeAttempts,
            "it must be between 1 and 10,000"
        );
        Demand(
            options.ConcurrentCodeAttemptsPerMember is >= 1 and <= MostAttempts,
            "ConcurrentCodeAttemptsPerMember",
            options.ConcurrentCodeAttemptsPerMember,
            "it must be between 1 and 10,000"
        );
        Demand(
            options.ToleratedClockSkew >= Second
                || options.ToleratedClockSkew == Timeout.InfiniteTimeSpan,
            "ToleratedClockSkew",
            options.ToleratedClockSkew,
            "it must be at least one second, or Timeout.InfiniteTimeSpan to not compare clocks"
        );
        Demand(
            !string.IsNullOrWhiteSpace(options.ProfileIdParameter),
            "ProfileIdParameter",
            options.ProfileIdParameter,
            "it must be the name of a route parameter"
        );
        Demand(
            options.PathPrefix is ['/', not '/', ..] and not [.., '/']
                && !options.PathPrefix.Contains('{'),
            "PathPrefix",
            options.PathPrefix,
            "it must start with one slash, not end with a slash, and contain no route parameters"
        );
        Demand(
            Enum.IsDefined(options.UngatedProfileEndpoints),
            "UngatedProfileEndpoints",
            options.UngatedProfileEndpoints,
            "it must be Refuse, Warn, or AllowUngated"
        );
        Demand(
            Enum.IsDefined(options.Enforcement),
            "Enforcement",
            options.Enforcement,
            "it must be Enforce or ReportOnly"
        );
        Demand(
            Enum.IsDefined(options.WindowBinding),
            "WindowBinding",
            options.WindowBinding,
            "it must be Browser or Member"
        );
        Demand(
            options.WindowBinding != WindowBinding.Member || !options.CloseWindowsAtSignOut,
            "WindowBinding",
            options.WindowBinding,
            "CloseWindowsAtSignOut is true: one browser's sign-out would end the verification in all others. Use WindowBinding.Browser, or don't close windows at sign-out"
        );
        Demand(
            options.ApplicationName is null || !string.IsNullOrWhiteSpace(options.ApplicationName),
            "ApplicationName",
            options.ApplicationName,
            "it must be a name that people recognize in their authenticator app"
        );
        mistakes.AddRange(
            IssuerTemplate
                .Validate(options.IssuerTemplate)
                .Select(placeholder =>
                    $"ProfileTwoFactor:IssuerTemplate has the unknown placeholder '{placeholder}'; use {{Application}}, {{ProfileName}}, or {{ProfileId}}."
                )
        );
        foreach (
            var scheme in options.AuthenticationSchemes.Concat(options.TokenAuthenticationSchemes)
        )
        {
            Demand(
                scheme != ProfileTwoFactorDefaults.AuthenticationScheme,
                "AuthenticationSchemes",
                scheme,
                "the package's own scheme can't sign users in"
            );
        }

        mistakes.AddRange(
            CookieRules.Validate(
                "ProfileTwoFactor:WindowCookie",
                options.WindowCookie,
                "WindowAbsoluteLifetime"
            )
        );
        Demand(
            ScopeCookies.Rest(options.WindowCookie.Name ?? "") is not ScopeCookies.PendingPrefix,
            "WindowCookie.Name",
            options.WindowCookie.Name,
            "the cookies of pending bindings have that name"
        );

        return mistakes.Count == 0
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(mistakes);
    }
}
