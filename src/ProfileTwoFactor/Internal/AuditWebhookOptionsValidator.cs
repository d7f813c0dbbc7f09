using Microsoft.Extensions.Options;

namespace ProfileTwoFactor.Internal;

/// <summary>Reports all errors together; never a key, and of the address only what is no secret.</summary>
internal sealed class AuditWebhookOptionsValidator : IValidateOptions<AuditWebhookOptions>
{
    private const int ShortestKey = 32;
    private const int MostEvents = 1_000_000;
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    public ValidateOptionsResult Validate(string? name, AuditWebhookOptions options)
    {
        var mistakes = new List<string>();

        void Demand(bool holds, string option, string value, string rule)
        {
            if (!holds)
            {
                mistakes.Add($"AuditWebhookOptions.{option} is {value}, but {rule}.");
            }
        }

        DemandUrl(options.Url, Demand);
        Demand(
            options.SigningKey is { Length: >= ShortestKey },
            nameof(options.SigningKey),
            $"a text of {options.SigningKey?.Length ?? 0} characters",
            $"it must have at least {ShortestKey}"
        );
        Demand(
            options.PreviousSigningKey is null or { Length: >= ShortestKey },
            nameof(options.PreviousSigningKey),
            $"a text of {options.PreviousSigningKey?.Length} characters",
            $"it must have at least {ShortestKey}, or be null"
        );
        Demand(
            Path.IsPathFullyQualified(options.SpoolPath ?? "") && !File.Exists(options.SpoolPath),
            nameof(options.SpoolPath),
            $"'{options.SpoolPath}'",
            "it must be an absolute path of a folder"
        );
        Demand(
            options.MaxPendingEvents is >= 1 and <= MostEvents,
            nameof(options.MaxPendingEvents),
            $"'{options.MaxPendingEvents}'",
            $"it must be between 1 and {MostEvents}"
        );
        Demand(
            options.Timeout >= Shortest && options.Timeout <= TimeSpan.FromMinutes(2),
            nameof(options.Timeout),
            $"'{options.Timeout}'",
            "it must be between one second and two minutes"
        );
        Demand(
            options.RetryDelay >= Shortest && options.RetryDelay <= options.MaxRetryDelay,
            nameof(options.RetryDelay),
            $"'{options.RetryDelay}'",
            "it must be between one second and MaxRetryDelay"
        );
        Demand(
            options.MaxRetryDelay >= Shortest && options.MaxRetryDelay <= TimeSpan.FromHours(1),
            nameof(options.MaxRetryDelay),
            $"'{options.MaxRetryDelay}'",
            "it must be between one second and one hour"
        );
        Demand(
            options.GiveUpAfter >= TimeSpan.FromMinutes(1)
                && options.GiveUpAfter <= TimeSpan.FromDays(90),
            nameof(options.GiveUpAfter),
            $"'{options.GiveUpAfter}'",
            "it must be between one minute and 90 days"
        );
        return mistakes.Count == 0
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(mistakes);
    }

    private static void DemandUrl(Uri? url, Action<bool, string, string, string> demand)
    {
        const string Option = nameof(AuditWebhookOptions.Url);
        if (url is not { IsAbsoluteUri: true })
        {
            demand(false, Option, url is null ? "not set" : "relative", "it must be absolute");
            return;
        }

        // Path and query may hold a token of the receiver's.
        var shown = $"an address with {url.Scheme}://{url.Host}";
        demand(
            url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback),
            Option,
            shown,
            "it must be https, or http on a loopback address"
        );
        demand(
            url.UserInfo.Length == 0 && url.Fragment.Length == 0,
            Option,
            shown,
            "it must have no user name, password or fragment: requests are signed instead"
        );
    }
}
