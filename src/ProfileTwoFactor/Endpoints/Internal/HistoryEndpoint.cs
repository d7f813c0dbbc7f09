using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.Http;

namespace ProfileTwoFactor.Endpoints.Internal;

/// <summary><c>GET …/history</c>: a page as JSON, or all that meets the filters as CSV.</summary>
internal static class HistoryEndpoint
{
    private const string FileName = "security-history.csv";

    /// <summary>More rows than a spreadsheet's user reads; filters get at the rest.</summary>
    private const int MostRows = 100_000;

    internal static void Map(RouteGroupBuilder profile) =>
        profile.MapGet("/history", EndpointCall.Answers(EndpointSubject.Profile, AnswerAsync));

    private static async Task<TwoFactorError?> AnswerAsync(EndpointCall call)
    {
        var context = call.Context;
        var query = new CallQuery(context.Request);
        var filter = new SecurityHistoryQuery
        {
            Kind = query.Text("kind"),
            MemberId = query.Text("member"),
            From = query.Time("from"),
            Until = query.Time("until"),
            After = query.Text("after"),
            Count = query.Number("count") ?? new SecurityHistoryQuery().Count,
        };
        var csv = query.WantsCsv();
        if (query.Error is { } mistake)
        {
            return mistake;
        }

        var page = await ReadAsync(call, csv ? Whole(filter) : filter);
        if (!page.Succeeded)
        {
            return page.Error;
        }

        await (
            csv
                ? WriteCsvAsync(call, Whole(filter), page.Value)
                : EndpointAnswer.WriteAsync(
                    context,
                    HistoryResponse.From(page.Value),
                    TwoFactorJsonContext.Default.HistoryResponse
                )
        );
        return null;
    }

    private static SecurityHistoryQuery Whole(SecurityHistoryQuery filter) =>
        filter with
        {
            Count = SecurityHistoryQuery.MaxCount,
        };

    private static Task<TwoFactorResult<SecurityHistoryPage>> ReadAsync(
        EndpointCall call,
        SecurityHistoryQuery filter
    ) =>
        call
            .Context.RequestServices.GetRequiredService<IProfileSecurityHistory>()
            .ReadAsync(call.Context, call.ProfileId, filter);

    // Each page is read with all checks: a file that takes minutes ends when the Owner's proof does.
    private static async Task WriteCsvAsync(
        EndpointCall call,
        SecurityHistoryQuery filter,
        SecurityHistoryPage page
    )
    {
        var context = call.Context;
        CsvAnswer.Begin(context, FileName);
        var rows = new StringBuilder(SafeCsv.ByteOrderMark);
        SafeCsv.AppendRow(
            rows,
            "time",
            "kind",
            "account",
            "member_id",
            "by",
            "by_member_id",
            "by_operator",
            "client",
            "count",
            "removal",
            "reason",
            "event_id"
        );
        var written = 0;
        while (true)
        {
            foreach (var entry in page.Entries)
            {
                Append(rows, entry);
            }

            await CsvAnswer.WriteAsync(context, rows);
            rows.Clear();
            written += page.Entries.Count;
            if (page.Next is not { } next || written >= MostRows)
            {
                return;
            }

            var following = await ReadAsync(call, filter with { After = next });
            if (!following.Succeeded)
            {
                // Half a file must not look like a whole one.
                context.Abort();
                return;
            }

            page = following.Value;
        }
    }

    private static void Append(StringBuilder rows, SecurityHistoryEntry entry) =>
        SafeCsv.AppendRow(
            rows,
            entry.Time.UtcDateTime.ToString(
                "yyyy-MM-dd'T'HH:mm:ss.fff'Z'",
                CultureInfo.InvariantCulture
            ),
            entry.Kind,
            entry.AccountName,
            entry.MemberId,
            entry.ActorAccountName,
            entry.ActorMemberId,
            entry.ByOperator ? "true" : "false",
            entry.Client,
            entry.Count?.ToString(CultureInfo.InvariantCulture),
            entry.Removal,
            entry.Reason,
            entry.EventId
        );
}
