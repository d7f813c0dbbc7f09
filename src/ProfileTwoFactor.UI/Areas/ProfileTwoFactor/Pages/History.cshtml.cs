using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace ProfileTwoFactor.Internal;

/// <summary>What happened in a profile, for its Owner. Without script: filters are a form, and pages are links.</summary>
internal sealed class HistoryModel(PageServices services, IProfileSecurityHistory history)
    : TwoFactorPageModel(services)
{
    internal const string KindParameter = "kind";
    internal const string MemberParameter = "member";
    internal const string FromParameter = "from";
    internal const string ToParameter = "to";
    internal const string AfterParameter = "after";

    /// <summary>Null when the filters make no sense.</summary>
    public SecurityHistoryPage? Events { get; private set; }

    public string? Kind => Parameter(KindParameter);

    public string? Member => Parameter(MemberParameter);

    /// <summary>The first day, as it was written.</summary>
    public string? FirstDay => Parameter(FromParameter);

    /// <summary>The last day, as it was written.</summary>
    public string? LastDay => Parameter(ToParameter);

    /// <summary>Whether newer events come before this page.</summary>
    public bool IsLater => Parameter(AfterParameter) is not null;

    /// <summary>The name of the member of the filter, if one of the events shown knows it.</summary>
    public string? MemberName =>
        Events
            ?.Entries.Select(entry =>
                entry.MemberId == Member ? entry.AccountName
                : entry.ActorMemberId == Member ? entry.ActorAccountName
                : null
            )
            .FirstOrDefault(name => name is not null);

    public string CsvUrl =>
        PageLinks.ToApi(
            HttpContext,
            Status.ProfileId,
            "history",
            ("format", "csv"),
            ("kind", Kind),
            ("member", Member),
            ("from", FirstDay),
            ("until", TryDay(LastDay, out var to) ? Text(to?.AddDays(1)) : null)
        );

    public async Task<IActionResult> OnGetAsync()
    {
        if (await LoadAsync() is { } refusal)
        {
            return refusal;
        }

        // What the person may see comes before what they typed.
        if (!TryQuery(out var query))
        {
            var allowed = await history.ReadAsync(
                HttpContext,
                ProfileId,
                new SecurityHistoryQuery { Count = 1 }
            );
            return allowed.Succeeded ? ShowMistake() : RefuseReading(allowed.Error);
        }

        var result = await history.ReadAsync(HttpContext, ProfileId, query);
        if (!result.Succeeded)
        {
            return result.Error.Code == TwoFactorErrorCodes.InvalidRequest
                ? ShowMistake()
                : RefuseReading(result.Error);
        }

        Events = result.Value;
        return Page();
    }

    /// <summary>This page with the same filters, and with these values in place of theirs.</summary>
    public string Filtered(params ReadOnlySpan<(string Name, string? Value)> changes)
    {
        var values = new Dictionary<string, string?>
        {
            [KindParameter] = Kind,
            [MemberParameter] = Member,
            [FromParameter] = FirstDay,
            [ToParameter] = LastDay,
        };
        foreach (var (name, value) in changes)
        {
            values[name] = value;
        }

        return LinkTo(PageLinks.History, [.. values.Select(pair => (pair.Key, pair.Value))]);
    }

    private IActionResult ShowMistake() =>
        ShowProblem(StatusCodes.Status400BadRequest, Texts["History.Mistake"]);

    private IActionResult RefuseReading(TwoFactorError error) =>
        IsAboutCode(error)
            ? Go(
                LinkTo(
                    PageLinks.Verify,
                    (Internal.ReturnUrl.Parameter, PageLinks.Here(HttpContext))
                )
            )
            : Refuse(error);

    private bool TryQuery(out SecurityHistoryQuery query)
    {
        var isSound = TryDay(FirstDay, out var from) & TryDay(LastDay, out var to);
        query = new SecurityHistoryQuery
        {
            Kind = Kind,
            MemberId = Member,
            From = Start(from),
            Until = Start(to?.AddDays(1)),
            After = Parameter(AfterParameter),
        };
        return isSound;
    }

    private string? Parameter(string name)
    {
        var value = Request.Query[name];
        return value.Count == 0 || string.IsNullOrWhiteSpace(value[0]) ? null : value[0]!.Trim();
    }

    // 9999-12-31 has no day after it.
    private static bool TryDay(string? text, out DateOnly? day)
    {
        day = null;
        if (text is null)
        {
            return true;
        }

        var isDay = DateOnly.TryParseExact(
            text,
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var parsed
        );
        day = isDay && parsed < DateOnly.MaxValue ? parsed : null;
        return day is not null;
    }

    private static DateTimeOffset? Start(DateOnly? day) =>
        day is { } date ? new DateTimeOffset(date, TimeOnly.MinValue, TimeSpan.Zero) : null;

    private static string? Text(DateOnly? day) =>
        day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
