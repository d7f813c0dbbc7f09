using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Routing;
using ProfileTwoFactor.Http;

namespace ProfileTwoFactor.Endpoints.Internal;

/// <summary><c>GET …/members</c>: all members, or those of one state, whole or by pages, as JSON or as CSV.</summary>
internal static class MembersEndpoint
{
    private const string FileName = "members.csv";
    private const int MostOfAPage = 200;
    private const int UsualPage = 50;

    internal static void Map(RouteGroupBuilder profile) =>
        profile.MapGet("/members", EndpointCall.Answers(EndpointSubject.Profile, AnswerAsync));

    private static async Task<TwoFactorError?> AnswerAsync(EndpointCall call)
    {
        var context = call.Context;
        var query = new CallQuery(context.Request);
        var state = StateOf(query);
        var after = query.Text("after");
        var count = query.Number("count");
        if (count is < 1 or > MostOfAPage)
        {
            query.Mistake($"'count' must be between 1 and {MostOfAPage}.");
        }

        var csv = query.WantsCsv();
        if (query.Error is { } mistake)
        {
            return mistake;
        }

        var listed = await call.Profiles.ListMembersAsync(context, call.ProfileId);
        if (!listed.Succeeded)
        {
            return listed.Error;
        }

        IReadOnlyList<MemberBindingInfo> members = state is null
            ? listed.Value
            : [.. listed.Value.Where(member => member.State == state)];
        if (after is not null || count is not null)
        {
            members = PageOf(context, members, after, count ?? UsualPage);
        }

        await (
            csv
                ? WriteCsvAsync(context, members)
                : EndpointAnswer.WriteAsync(
                    context,
                    MemberResponse.From(members),
                    TwoFactorJsonContext.Default.MemberResponseArray
                )
        );
        return null;
    }

    private static MemberBindingState? StateOf(CallQuery query)
    {
        if (query.Text("state") is not { } text)
        {
            return null;
        }

        foreach (var state in Enum.GetValues<MemberBindingState>())
        {
            if (MemberResponse.Name(state) == text)
            {
                return state;
            }
        }

        query.Mistake("'state' must be 'bound', 'not-bound', 'locked' or 'disabled'.");
        return null;
    }

    // By the id, whose order doesn't change: pages stay whole while members come and go, and also when the one that was last has gone.
    private static MemberBindingInfo[] PageOf(
        HttpContext context,
        IReadOnlyList<MemberBindingInfo> members,
        string? after,
        int count
    )
    {
        MemberBindingInfo[] page =
        [
            .. members
                .Where(member => string.CompareOrdinal(member.MemberId, after ?? "") > 0)
                .OrderBy(member => member.MemberId, StringComparer.Ordinal)
                .Take(count + 1),
        ];
        if (page.Length <= count)
        {
            return page;
        }

        page = page[..count];
        context.Response.Headers.Link =
            $"<{AddressAfter(context.Request, page[^1])}>; rel=\"next\"";
        return page;
    }

    private static string AddressAfter(HttpRequest request, MemberBindingInfo last)
    {
        var query = new QueryBuilder(
            request.Query.Where(pair =>
                !pair.Key.Equals("after", StringComparison.OrdinalIgnoreCase)
            )
        )
        {
            { "after", last.MemberId },
        };
        return request.PathBase.ToUriComponent() + request.Path.ToUriComponent() + query;
    }

    private static async Task WriteCsvAsync(
        HttpContext context,
        IReadOnlyList<MemberBindingInfo> members
    )
    {
        CsvAnswer.Begin(context, FileName);
        var rows = new StringBuilder(SafeCsv.ByteOrderMark);
        SafeCsv.AppendRow(rows, "account", "member_id", "state", "bound_at");
        foreach (var chunk in members.Chunk(1000))
        {
            foreach (var member in chunk)
            {
                SafeCsv.AppendRow(
                    rows,
                    member.AccountName,
                    member.MemberId,
                    MemberResponse.Name(member.State),
                    member.BoundAt?.UtcDateTime.ToString(
                        "yyyy-MM-dd'T'HH:mm:ss'Z'",
                        CultureInfo.InvariantCulture
                    )
                );
            }

            await CsvAnswer.WriteAsync(context, rows);
            rows.Clear();
        }

        await CsvAnswer.WriteAsync(context, rows);
    }
}
