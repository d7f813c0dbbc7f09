using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Stores;
using static ProfileTwoFactor.UnitTests.Bindings.TestAuthenticators;

namespace ProfileTwoFactor.UnitTests.Bindings;

/// <summary>What a record keeps so that it isn't used a second time, and the mark of a reset among it.</summary>
public sealed class SpentSignInTests
{
    private static readonly DateTimeOffset Now = BoundAt;
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);
    private readonly BindingRecord _record = new() { Key = Key };

    [Fact]
    public void AddedTo_KeepsWhatAnotherNodeMayStillTake()
    {
        var record = _record with
        {
            SpentSignIns =
            [
                new("gone", Now - Skew),
                new("almost", Now - Skew + Tick),
                new("later", Now + Skew),
            ],
        };
        var ticket = new SignInTicket("mine", Now + Tick);

        var spent = ticket.AddedTo(record, Now, Skew);

        Assert.Equal(["almost", "later", "mine"], spent.Select(item => item.Id));
        Assert.Equal(Now + Tick, spent[^1].ExpiresAt);
    }

    [Fact]
    public void IsSpentIn_TheRecordThatHasItsId()
    {
        var record = _record with { SpentSignIns = [new("a", Now), new("b", Now)] };

        Assert.True(new SignInTicket("a", Now).IsSpentIn(record));
        Assert.True(new SignInTicket("b", Now).IsSpentIn(record));
        Assert.False(new SignInTicket("c", Now).IsSpentIn(record));
        Assert.False(new SignInTicket("a", Now).IsSpentIn(_record));
    }

    [Fact]
    public void PutOn_ReplacesTheMarkBeforeAndKeepsTheRest()
    {
        var first = ResetMark.PutOn(_record with { SpentSignIns = [new("a", Now)] }, Now);
        var second = ResetMark.PutOn(first, Now);

        Assert.Equal(2, second.SpentSignIns.Count);
        Assert.Equal("a", second.SpentSignIns[0].Id);
        Assert.NotEqual(ResetMark.Of(first), ResetMark.Of(second));
        // As long as a challenge of the time before can be answered.
        Assert.Equal(TimeSpan.FromMinutes(5), second.SpentSignIns[1].ExpiresAt - Now);
    }

    [Fact]
    public void IsAfter_TellsAResetSinceTheMarkWasRead()
    {
        var first = ResetMark.PutOn(_record, Now);
        var second = ResetMark.PutOn(first, Now);

        Assert.Null(ResetMark.Of(null));
        Assert.Null(ResetMark.Of(_record));
        Assert.False(ResetMark.IsAfter(_record, null));
        Assert.True(ResetMark.IsAfter(first, null));
        Assert.False(ResetMark.IsAfter(first, ResetMark.Of(first)));
        Assert.True(ResetMark.IsAfter(second, ResetMark.Of(first)));
        Assert.False(ResetMark.IsAfter(_record, ResetMark.Of(first)));
    }
}
