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

        return mistakes.Count == 0
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(mistakes);
    }
}
