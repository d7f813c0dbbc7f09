using Microsoft.Extensions.Options;

namespace ProfileTwoFactor.Internal;

/// <summary>Reports all errors together.</summary>
internal sealed class TwoFactorGaugeOptionsValidator : IValidateOptions<TwoFactorGaugeOptions>
{
    private const int MostProfiles = 100_000;

    public ValidateOptionsResult Validate(string? name, TwoFactorGaugeOptions options)
    {
        var mistakes = new List<string>();
        if (options.Interval < TimeSpan.FromSeconds(10) || options.Interval > TimeSpan.FromDays(1))
        {
            mistakes.Add(
                $"TwoFactorGaugeOptions.Interval is '{options.Interval}', but it must be between 10 seconds and one day."
            );
        }

        if (options.MaxProfiles is < 0 or > MostProfiles)
        {
            mistakes.Add(
                $"TwoFactorGaugeOptions.MaxProfiles is '{options.MaxProfiles}', but it must be between 0 and {MostProfiles}."
            );
        }

        return mistakes.Count == 0
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(mistakes);
    }
}
