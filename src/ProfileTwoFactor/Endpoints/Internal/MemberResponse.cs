using System.Text.Json.Serialization;

namespace ProfileTwoFactor.Endpoints.Internal;

internal sealed class MemberResponse
{
    public required string MemberId { get; init; }

    public required string AccountName { get; init; }

    public required string State { get; init; }

    public required DateTime? BoundAt { get; init; }

    /// <summary>Only where a pass was issued.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public EnrollmentPassStateResponse? EnrollmentPass { get; init; }

    internal static MemberResponse[] From(IReadOnlyList<MemberBindingInfo> members)
    {
        var answer = new MemberResponse[members.Count];
        for (var i = 0; i < answer.Length; i++)
        {
            answer[i] = new MemberResponse
            {
                MemberId = members[i].MemberId,
                AccountName = members[i].AccountName,
                State = Name(members[i].State),
                BoundAt = members[i].BoundAt?.UtcDateTime,
                EnrollmentPass = members[i].EnrollmentPass is { } pass
                    ? EnrollmentPassStateResponse.From(pass)
                    : null,
            };
        }

        return answer;
    }

    internal static string Name(MemberBindingState state) =>
        state switch
        {
            MemberBindingState.NotBound => "not-bound",
            MemberBindingState.Bound => "bound",
            MemberBindingState.Locked => "locked",
            MemberBindingState.Disabled => "disabled",
            _ => throw new ArgumentOutOfRangeException(nameof(state), state, message: null),
        };
}
