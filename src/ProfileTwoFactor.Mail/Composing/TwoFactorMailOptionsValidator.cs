using Microsoft.Extensions.Options;

namespace ProfileTwoFactor.Mail.Composing;

internal sealed class TwoFactorMailOptionsValidator : IValidateOptions<TwoFactorMailOptions>
{
    public ValidateOptionsResult Validate(string? name, TwoFactorMailOptions options)
    {
        var mistakes = new List<string>();
        if (options.PublicOrigin is { } origin && !IsOrigin(origin))
        {
            mistakes.Add(
                $"TwoFactorMailOptions.PublicOrigin is '{origin}', but it must be an absolute http or https address without a query, such as 'https://app.example.com'."
            );
        }

        if (options.Language is { } language && !MailLanguage.IsKnown(language))
        {
            mistakes.Add(
                $"TwoFactorMailOptions.Language is '{language}', but it must be 'en' or 'ja'."
            );
        }

        return mistakes.Count == 0
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(mistakes);
    }

    private static bool IsOrigin(string origin) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
        && address is { Query.Length: 0, Fragment.Length: 0, UserInfo.Length: 0 }
        && address.OriginalString == origin.Trim();
}
