using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ProfileTwoFactor.Internal;

/// <summary>The addresses of the pages.</summary>
internal static class PageLinks
{
    internal const string Bind = "bind";
    internal const string Verify = "verify";
    internal const string Manage = "manage";
    internal const string History = "history";
    internal const string Rules = "rules";
    internal const string Windows = "windows";
    internal const string Authenticators = "authenticators";
    internal const string Account = "account";
    internal const string Setup = "setup";
    internal const string Replace = "replace";
    internal const string BackupCodes = "backup-codes";
    internal const string Disable = "disable";
    internal const string Lost = "lost";
    internal const string Assets = "assets";
    internal const string DialogTexts = "assets/dialog.json";
    internal const string Check = "check";
    internal const string VersionParameter = "v";

    internal static string To(
        HttpContext context,
        string profileId,
        string page,
        params ReadOnlySpan<(string Name, string? Value)> query
    ) => $"{Root(context)}/profiles/{Uri.EscapeDataString(profileId)}/{page}{Query(query)}";

    /// <summary>A call of the JSON endpoints that a browser can follow: a file to keep.</summary>
    internal static string ToApi(
        HttpContext context,
        string profileId,
        string call,
        params ReadOnlySpan<(string Name, string? Value)> query
    ) => $"{Root(context)}/api/profiles/{Uri.EscapeDataString(profileId)}/{call}{Query(query)}";

    /// <summary>Where the calls about a profile are, below the root of the JSON endpoints.</summary>
    internal static string ApiPathOf(string profileId) =>
        $"profiles/{Uri.EscapeDataString(profileId)}";

    /// <summary>A page of the caller's own account; <see cref="Account"/> itself is the one with the status.</summary>
    internal static string ToAccount(
        HttpContext context,
        string page,
        params ReadOnlySpan<(string Name, string? Value)> query
    ) =>
        page == Account
            ? $"{Root(context)}/{Account}{Query(query)}"
            : $"{Root(context)}/{Account}/{page}{Query(query)}";

    /// <summary>The page that is open, to come back to: without a handler, which answers to POST alone.</summary>
    internal static string Here(HttpContext context, string without = "handler")
    {
        var request = context.Request;
        var query = new QueryBuilder(
            request.Query.Where(pair =>
                !string.Equals(pair.Key, "handler", StringComparison.OrdinalIgnoreCase)
                && !string.Equals(pair.Key, without, StringComparison.OrdinalIgnoreCase)
            )
        );
        return request.PathBase.ToUriComponent() + request.Path.ToUriComponent() + query;
    }

    /// <summary>A local address in which a parameter has this value, or is absent if it is null. Nothing else of it is changed.</summary>
    internal static string With(string url, string name, string? value)
    {
        var hash = url.IndexOf('#', StringComparison.Ordinal);
        var (page, fragment) = hash < 0 ? (url, "") : (url[..hash], url[hash..]);
        var parts = page.Split('?', 2);
        string[] query =
        [
            .. parts
                .Skip(1)
                .SelectMany(part => part.Split('&', StringSplitOptions.RemoveEmptyEntries))
                .Where(pair => !pair.StartsWith(name + "=", StringComparison.OrdinalIgnoreCase)),
            .. value is null ? [] : new[] { $"{name}={Uri.EscapeDataString(value)}" },
        ];
        return query.Length == 0
            ? parts[0] + fragment
            : $"{parts[0]}?{string.Join('&', query)}{fragment}";
    }

    /// <summary>The parameters of a local address: a form that gets a page takes none from the address it is sent to.</summary>
    internal static IReadOnlyList<(string Name, string? Value)> FieldsOf(string url)
    {
        var start = url.IndexOf('?', StringComparison.Ordinal);
        var end = url.IndexOf('#', StringComparison.Ordinal);
        return start < 0 || (end >= 0 && end < start)
            ? []
            :
            [
                .. QueryHelpers
                    .ParseQuery(end < 0 ? url[start..] : url[start..end])
                    .SelectMany(pair => pair.Value.Select(value => (pair.Key, value))),
            ];
    }

    // The hash makes the address new with every new version, so that it can be cached for a year.
    internal static string Asset(HttpContext context, string name) =>
        $"{Root(context)}/{Assets}/{name}?{VersionParameter}={PageAsset.All[name].Version}";

    /// <summary>The nonce of the response's content security policy, if the app has told us where it is.</summary>
    internal static string? Nonce(HttpContext context) =>
        context
            .RequestServices.GetRequiredService<IOptions<ProfileTwoFactorPagesOptions>>()
            .Value.CspNonce?.Invoke(context);

    internal static string Home(HttpContext context) =>
        context.Request.PathBase.ToUriComponent() + "/";

    /// <summary>Whether a local path is one of the pages that lead on to a return address.</summary>
    internal static bool IsStep(HttpContext context, string path)
    {
        var plain = Uri.UnescapeDataString(path).TrimEnd('/');
        return plain.Contains($"{Prefix(context)}/profiles/", StringComparison.OrdinalIgnoreCase)
                && (
                    plain.EndsWith('/' + Bind, StringComparison.OrdinalIgnoreCase)
                    || plain.EndsWith('/' + Verify, StringComparison.OrdinalIgnoreCase)
                )
            || plain.EndsWith(
                $"{Prefix(context)}/{Account}/{Verify}",
                StringComparison.OrdinalIgnoreCase
            );
    }

    private static QueryBuilder Query(ReadOnlySpan<(string Name, string? Value)> query)
    {
        var builder = new QueryBuilder();
        foreach (var (name, value) in query)
        {
            if (!string.IsNullOrEmpty(value))
            {
                builder.Add(name, value);
            }
        }

        return builder;
    }

    private static string Root(HttpContext context) =>
        context.Request.PathBase.ToUriComponent() + Prefix(context);

    private static string Prefix(HttpContext context) =>
        context
            .RequestServices.GetRequiredService<IOptions<ProfileTwoFactorOptions>>()
            .Value.PathPrefix;
}
