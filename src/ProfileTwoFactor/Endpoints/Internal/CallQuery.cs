using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using ProfileTwoFactor.Outcomes.Internal;

namespace ProfileTwoFactor.Endpoints.Internal;

/// <summary>Reads the query parameters of the calls that have some. What makes no sense is an error that names the parameter.</summary>
internal sealed class CallQuery(HttpRequest request)
{
    private readonly List<string> _mistakes = [];

    /// <summary>Null while all that was read makes sense.</summary>
    public TwoFactorError? Error =>
        _mistakes.Count == 0
            ? null
            : TwoFactorErrorFactory.InvalidRequest(string.Join(' ', _mistakes));

    /// <summary>A file for a spreadsheet: by <c>format=csv</c>, or by the header of clients that accept nothing else.</summary>
    public bool WantsCsv() =>
        Text("format") switch
        {
            null => AcceptsCsvFirst(),
            "csv" => true,
            "json" => false,
            _ => Mistake("'format' must be 'json' or 'csv'."),
        };

    public string? Text(string name)
    {
        var values = request.Query[name];
        if (values.Count > 1)
        {
            Mistake($"'{name}' is given more than once.");
        }

        return values.Count == 0 || string.IsNullOrEmpty(values[0]) ? null : values[0];
    }

    public int? Number(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        Mistake($"'{name}' must be a number.");
        return null;
    }

    /// <summary>ISO 8601: a date, or a date and time. Without an offset, UTC is meant.</summary>
    public DateTimeOffset? Time(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (
            DateTimeOffset.TryParseExact(
                text,
                [
                    "yyyy-MM-dd",
                    "yyyy-MM-ddTHH:mm",
                    "yyyy-MM-ddTHH:mmK",
                    "yyyy-MM-ddTHH:mm:ss",
                    "yyyy-MM-ddTHH:mm:ssK",
                    "yyyy-MM-ddTHH:mm:ss.FFFFFFF",
                    "yyyy-MM-ddTHH:mm:ss.FFFFFFFK",
                ],
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                out var time
            )
        )
        {
            return time;
        }

        Mistake($"'{name}' must be a date, or a date and time, in ISO 8601.");
        return null;
    }

    public bool Mistake(string text)
    {
        _mistakes.Add(text);
        return false;
    }

    private bool AcceptsCsvFirst() =>
        MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var accepted)
        && accepted.MaxBy(type => type.Quality ?? 1) is { } first
        && first.MediaType.Equals("text/csv", StringComparison.OrdinalIgnoreCase);
}
