using System.Globalization;

namespace ProfileTwoFactor.Internal;

/// <summary>One screenful of a member list.</summary>
internal sealed record MemberPage(
    IReadOnlyList<MemberBindingInfo> Members,
    int Total,
    int Number,
    int Count,
    string? Search,
    MemberBindingState? State
)
{
    internal const string NumberParameter = "page-number";
    internal const string SearchParameter = "search";
    internal const string StateParameter = "state";
    private const int Size = 50;

    /// <summary>How many members are in each state, of all members.</summary>
    public required IReadOnlyDictionary<MemberBindingState, int> States { get; init; }

    /// <summary>As the calls name it.</summary>
    internal static string NameOf(MemberBindingState state) =>
        state == MemberBindingState.NotBound ? "not-bound" : state.ToString().ToLowerInvariant();

    internal static MemberPage Of(
        IReadOnlyList<MemberBindingInfo> members,
        string? search,
        string? number,
        string? stateName
    )
    {
        search = search?.Trim();
        MemberBindingState? state = Enum.GetValues<MemberBindingState>()
            .Where(one => NameOf(one) == stateName)
            .Cast<MemberBindingState?>()
            .FirstOrDefault();
        MemberBindingInfo[] found =
        [
            .. members.Where(member =>
                (state is null || member.State == state)
                && (
                    string.IsNullOrEmpty(search)
                    || member.AccountName.Contains(search, StringComparison.OrdinalIgnoreCase)
                )
            ),
        ];
        var count = Math.Max(1, (found.Length + Size - 1) / Size);
        _ = int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var wanted);
        var current = Math.Clamp(wanted, 1, count);
        return new(
            [.. found.Skip((current - 1) * Size).Take(Size)],
            members.Count,
            current,
            count,
            search,
            state
        )
        {
            States = members.CountBy(member => member.State).ToDictionary(),
        };
    }
}
