using System.Globalization;
using System.Security.Claims;
using System.Text.Json;

namespace ProfileTwoFactor.Callers;

/// <summary>Reads what an identity provider says of a sign-in. Whatever could be understood in two ways says nothing.</summary>
internal static class UpstreamClaims
{
    private const string AuthenticationTime = "auth_time";
    private const string Issuer = "iss";

    // Years beyond 5000 have more digits.
    private const int MostDigits = 11;

    // The framework's handlers rename these two claims unless MapInboundClaims is false.
    private static readonly string[] Methods =
    [
        "amr",
        "http://schemas.microsoft.com/claims/authnmethodsreferences",
    ];

    private static readonly string[] Contexts =
    [
        "acr",
        "http://schemas.microsoft.com/claims/authnclassreference",
    ];

    /// <summary>The trusted issuer of the sign-in whose values it fulfils, and when the person signed in there. Null for none.</summary>
    /// <param name="user">The caller.</param>
    /// <param name="trusted">The issuers of the options.</param>
    /// <param name="ownType">The authentication type of the package's own identity, which is no sign-in.</param>
    public static (UpstreamIssuer Issuer, DateTimeOffset At)? Read(
        ClaimsPrincipal user,
        IEnumerable<UpstreamIssuer> trusted,
        string ownType
    )
    {
        // Of several identities, one could bring the person and another one the proof.
        ClaimsIdentity[] identities =
        [
            .. user.Identities.Where(one =>
                one.IsAuthenticated && one.AuthenticationType != ownType
            ),
        ];
        if (
            identities is not [var identity]
            || identity.FindAll(AuthenticationTime).ToArray() is not [var time]
            || trusted.FirstOrDefault(one => Same(one.Issuer, time.Issuer)) is not { } issuer
            || ReadTime(time.Value) is not { } at
        )
        {
            return null;
        }

        return
            IsIssuedBy(identity, issuer)
            && Fulfils(issuer.AuthenticationMethods, ReadAll(identity, Methods, issuer.Issuer))
            && Fulfils(issuer.AuthenticationContexts, ReadOne(identity, issuer.Issuer))
            ? (issuer, at)
            : null;
    }

    /// <summary>Digits and nothing else: signs, blanks, fractions and digits of other scripts are no such time.</summary>
    private static DateTimeOffset? ReadTime(string text) =>
        text.Length is > 0 and <= MostDigits
        && text.All(char.IsAsciiDigit)
        && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;

    /// <summary>The claim "iss" is there at most once, and says the same as the claims' issuer.</summary>
    private static bool IsIssuedBy(ClaimsIdentity identity, UpstreamIssuer issuer) =>
        identity.FindAll(Issuer).ToArray() switch
        {
            [] => true,
            [var one] => Same(one.Value, issuer.Issuer) && Same(one.Issuer, issuer.Issuer),
            _ => false,
        };

    /// <summary>With no value to fulfil, any is fulfilled; the options name at least one of the two lists.</summary>
    private static bool Fulfils(IList<string> accepted, IReadOnlyList<string>? found) =>
        accepted.Count == 0 || found?.Any(accepted.Contains) == true;

    /// <summary>All values of the claim, repeated or as one array. Null when one of them is of another issuer, or the claim has two names.</summary>
    private static List<string>? ReadAll(ClaimsIdentity identity, string[] names, string issuer)
    {
        var claims = names.Select(name => identity.FindAll(name).ToArray()).ToArray();
        if (
            claims.Count(named => named.Length > 0) > 1
            || !claims.SelectMany(named => named).All(claim => Same(claim.Issuer, issuer))
        )
        {
            return null;
        }

        var values = new List<string>();
        foreach (var claim in claims.SelectMany(named => named))
        {
            if (!claim.Value.StartsWith('['))
            {
                values.Add(claim.Value);
            }
            else if (ReadArray(claim.Value) is { } several)
            {
                values.AddRange(several);
            }
            else
            {
                return null;
            }
        }

        return values;
    }

    private static List<string>? ReadOne(ClaimsIdentity identity, string issuer) =>
        ReadAll(identity, Contexts, issuer) is [var one] ? [one] : null;

    private static List<string>? ReadArray(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var items = document.RootElement.EnumerateArray().ToArray();
            return items.All(item => item.ValueKind == JsonValueKind.String)
                ? [.. items.Select(item => item.GetString()!)]
                : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static bool Same(string first, string second) =>
        string.Equals(first, second, StringComparison.Ordinal);
}
