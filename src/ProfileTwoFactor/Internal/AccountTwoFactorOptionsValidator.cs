using Microsoft.Extensions.Options;

namespace ProfileTwoFactor.Internal;

internal sealed class AccountTwoFactorOptionsValidator : IValidateOptions<AccountTwoFactorOptions>
{
    private static readonly TimeSpan _shortest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan _longest = TimeSpan.FromMinutes(5);

    public ValidateOptionsResult Validate(string? name, AccountTwoFactorOptions options)
    {
        var mistakes = new List<string>();
        if (options.SignInLifetime < _shortest || options.SignInLifetime > _longest)
        {
            mistakes.Add(
                $"AccountTwoFactorOptions.SignInLifetime is {options.SignInLifetime}. It has to be between 30 seconds and 5 minutes: it is the time somebody has for typing a code."
            );
        }

        if (
            options.UserIdClaimTypes.Count == 0
            || options.UserIdClaimTypes.Any(string.IsNullOrWhiteSpace)
        )
        {
            mistakes.Add(
                "AccountTwoFactorOptions.UserIdClaimTypes is empty or names an empty claim. Name the claim that holds the user id in your sessions."
            );
        }

        return mistakes.Count == 0
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(mistakes);
    }
}
