using Microsoft.Extensions.Options;

namespace ProfileTwoFactor.Internal;

/// <summary>Reports all errors in the identity providers that are trusted, each with its value.</summary>
internal sealed class UpstreamIssuersValidator : IValidateOptions<ProfileTwoFactorOptions>
{
    private const string Section = "ProfileTwoFactor:UpstreamIssuers";
    private static readonly TimeSpan LongestAge = TimeSpan.FromHours(24);
    private static readonly TimeSpan ShortestAge = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan GreatestSkew = TimeSpan.FromMinutes(5);

    public ValidateOptionsResult Validate(string? name, ProfileTwoFactorOptions options)
    {
        string[] mistakes =
        [
            .. options.UpstreamIssuers.SelectMany(Mistakes),
            .. options
                .UpstreamIssuers.GroupBy(one => one.Issuer, StringComparer.Ordinal)
                .Where(same => same.Count() > 1)
                .Select(same =>
                    $"{Section} contains '{same.Key}' more than once. Put all values of an issuer into one entry."
                ),
        ];
        return mistakes.Length == 0
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(mistakes);
    }

    private static IEnumerable<string> Mistakes(UpstreamIssuer issuer)
    {
        if (string.IsNullOrWhiteSpace(issuer.Issuer) || issuer.Issuer == ClaimsIssuer)
        {
            yield return $"{Section} has the issuer '{issuer.Issuer}', which names no identity provider. Set Issuer to the value of 'iss'.";
        }

        if (issuer.AuthenticationMethods.Count == 0 && issuer.AuthenticationContexts.Count == 0)
        {
            yield return $"{Section}: '{issuer.Issuer}' has neither AuthenticationMethods nor AuthenticationContexts, so that every sign-in would count. Name the values of 'amr' or 'acr' that stand for a second factor.";
        }

        if (
            issuer
                .AuthenticationMethods.Concat(issuer.AuthenticationContexts)
                .Any(string.IsNullOrWhiteSpace)
        )
        {
            yield return $"{Section}: '{issuer.Issuer}' contains an empty value of 'amr' or 'acr'. Remove it.";
        }

        if (issuer.MaxAge < ShortestAge || issuer.MaxAge > LongestAge)
        {
            yield return $"{Section}: the MaxAge of '{issuer.Issuer}' is '{issuer.MaxAge}', but it must be between one minute and 24 hours.";
        }

        if (issuer.ClockSkew < TimeSpan.Zero || issuer.ClockSkew > GreatestSkew)
        {
            yield return $"{Section}: the ClockSkew of '{issuer.Issuer}' is '{issuer.ClockSkew}', but it must be between zero and five minutes.";
        }
    }

    // What claims have that no issuer signed.
    private const string ClaimsIssuer = System.Security.Claims.ClaimsIdentity.DefaultIssuer;
}
