using Microsoft.Extensions.Options;

namespace ProfileTwoFactor.Passkeys.Internal;

/// <summary>Names everything that is wrong, in one message.</summary>
internal sealed class PasskeyOptionsValidator : IValidateOptions<PasskeyOptions>
{
    private const string Android = "android:apk-key-hash:";

    public ValidateOptionsResult Validate(string? name, PasskeyOptions options)
    {
        var failures = Check(options).ToList();
        return failures.Count == 0
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(failures);
    }

    private static IEnumerable<string> Check(PasskeyOptions options)
    {
        if (options.ServerDomain is { } domain && !IsDomain(domain))
        {
            yield return $"PasskeyOptions.ServerDomain is '{domain}'. Set a domain name without scheme, port, and path, such as example.com, or null for the host name of each request.";
        }

        foreach (var origin in options.Origins)
        {
            if (!IsOrigin(origin))
            {
                yield return $"PasskeyOptions.Origins contains '{origin}'. An origin is a scheme and a host, with a port if it isn't the default one, and without a path, such as https://app.example.com.";
            }
            else if (!IsSecure(origin))
            {
                yield return $"PasskeyOptions.Origins contains '{origin}'. Browsers offer passkeys on https only, except on localhost. Use https.";
            }
            else if (options.ServerDomain is { } server && !IsUnder(origin, server))
            {
                yield return $"PasskeyOptions.Origins contains '{origin}', which isn't on the ServerDomain '{server}' or a subdomain of it, so browsers would refuse it. Correct one of the two.";
            }
        }

        if (!Enum.IsDefined(options.UserVerification))
        {
            yield return $"PasskeyOptions.UserVerification is {options.UserVerification}. Use Preferred or Required.";
        }

        if (!Enum.IsDefined(options.Attestation))
        {
            yield return $"PasskeyOptions.Attestation is {options.Attestation}. Use None, Indirect, Direct, or Enterprise.";
        }

        if (options.Attestation == PasskeyAttestation.None && NeedsStatement(options) is { } reason)
        {
            yield return $"PasskeyOptions.{reason} is set, but Attestation is None, so browsers send no statement about the model. Set Attestation to Direct.";
        }
    }

    private static string? NeedsStatement(PasskeyOptions options) =>
        options.AllowedAuthenticatorModels.Count > 0
            ? nameof(PasskeyOptions.AllowedAuthenticatorModels)
        : options.VerifyAttestation is not null ? nameof(PasskeyOptions.VerifyAttestation)
        : null;

    // Browsers accept no addresses as relying party ids.
    private static bool IsDomain(string text) => Uri.CheckHostName(text) == UriHostNameType.Dns;

    private static bool IsOrigin(string text) =>
        text.StartsWith(Android, StringComparison.Ordinal)
            ? text.Length > Android.Length
            : Uri.TryCreate(text, UriKind.Absolute, out var uri)
                && uri.Scheme is "https" or "http"
                && OriginText.Of(uri) == text;

    private static bool IsSecure(string origin) =>
        !origin.StartsWith("http:", StringComparison.Ordinal)
        || new Uri(origin).Host is "localhost";

    private static bool IsUnder(string origin, string server) =>
        origin.StartsWith(Android, StringComparison.Ordinal)
        || OriginText.IsUnder(new Uri(origin).IdnHost, server);
}
