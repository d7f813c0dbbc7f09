using Microsoft.Extensions.Options;
using ProfileTwoFactor.Policies;

namespace ProfileTwoFactor.Internal;

internal sealed class AccountTwoFactorOptionsValidator(
    IOptionsMonitor<ProfileTwoFactorOptions> package
) : IValidateOptions<AccountTwoFactorOptions>
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    public ValidateOptionsResult Validate(string? name, AccountTwoFactorOptions options)
    {
        var mistakes = new List<string>();
        if (options.SignInLifetime < Shortest || options.SignInLifetime > Longest)
        {
            mistakes.Add(
                $"AccountTwoFactorOptions.SignInLifetime is {options.SignInLifetime}. It must be between 30 seconds and 5 minutes, the time to enter a code."
            );
        }

        if (
            options.UserIdClaimTypes.Count == 0
            || options.UserIdClaimTypes.Any(string.IsNullOrWhiteSpace)
        )
        {
            mistakes.Add(
                "AccountTwoFactorOptions.UserIdClaimTypes is empty or contains an empty claim type. Add the claim type of the user id in your sessions."
            );
        }

        mistakes.AddRange(
            CookieRules.Validate(
                "AccountTwoFactorOptions.SignInCookie",
                options.SignInCookie,
                "AccountTwoFactorOptions.SignInLifetime"
            )
        );
        mistakes.AddRange(SharedName(options.SignInCookie.Name ?? ""));

        return mistakes.Count == 0
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(mistakes);
    }

    /// <summary>A browser would keep one cookie for both.</summary>
    private IEnumerable<string> SharedName(string name)
    {
        string windows;
        try
        {
            windows = package.CurrentValue.WindowCookie.Name ?? "";
        }
        catch (OptionsValidationException)
        {
            // Reported by itself.
            yield break;
        }

        foreach (var taken in new[] { windows, ScopeCookies.PendingPrefix })
        {
            if (
                taken.Length > 0
                && ScopeCookies
                    .Rest(name)
                    .StartsWith(ScopeCookies.Rest(taken), StringComparison.Ordinal)
            )
            {
                yield return $"AccountTwoFactorOptions.SignInCookie.Name is '{name}', but names with '{taken}' belong to other cookies of the package.";
            }
        }
    }
}
