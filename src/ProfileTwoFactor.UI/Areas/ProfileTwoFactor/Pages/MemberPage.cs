using System.Globalization;

namespace ProfileTwoFactor.Internal;

/// <summary>One screenful of a member list.</summary>
internal sealed record MemberPage(
    IReadOnlyList<MemberBindingInfo> Members,
    int Total,
    int Number,
    int Count,
    string? Search
)
{
    internal const string NumberParameter = "page-number";
    internal const string SearchParameter = "search";
    private const int Size = 50;

    internal static MemberPage Of(
        IReadOnlyList<MemberBindingInfo> members,
        string? search,
        string? number
    )
    {
        search = search?.Trim();
        var found = string.IsNullOrEmpty(search)
            ? members
            :
            [
                .. members.Where(member =>
                    member.AccountName.Contains(search, StringComparison.OrdinalIgnoreCase)
                ),
            ];
        var count = Math.Max(1, (found.Count + Size - 1) / Size);
        _ = int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var wanted);
        var current = Math.Clamp(wanted, 1, count);
        return new(
            [.. found.Skip((current - 1) * Size).Take(Size)],
            members.Count,
            current,
            count,
            search
        );
    }
}
