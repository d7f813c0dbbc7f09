using Microsoft.Extensions.Options;
using ProfileTwoFactor.Policies;

namespace ProfileTwoFactor.UnitTests.Policies;

public sealed class WouldRefuseCountsTests
{
    private static readonly TwoFactorScope Acme = TwoFactorScope.Profile("acme");
    private readonly FakeTimeProvider _time = new();
    private readonly WouldRefuseCounts _counts;
    private readonly DateTimeOffset _start;

    public WouldRefuseCountsTests()
    {
        _start = _time.GetUtcNow();
        _counts = new(Options.Create(new ProfileTwoFactorOptions()), _time);
    }

    [Fact]
    public void Of_AProfileWithoutRefusals_CountsNoneSinceTheStart()
    {
        _time.Advance(TimeSpan.FromHours(1));

        Assert.Equal(new(_start, 0, 0), _counts.Of(Acme));
    }

    [Fact]
    public void Of_AProfile_CountsItsRequestsAndMembersSinceTheFirst()
    {
        _time.Advance(TimeSpan.FromHours(1));
        _counts.Add(Acme, "mark");
        _time.Advance(TimeSpan.FromHours(1));
        _counts.Add(Acme, "mark");
        _counts.Add(Acme, "mei");
        _counts.Add(Acme, "Mei");
        _counts.Add(TwoFactorScope.Profile("beta"), "olga");

        Assert.Equal(new(_start.AddHours(1), 4, 3), _counts.Of(Acme));
    }

    [Fact]
    public void Of_AProfileWithVeryManyMembers_TellsTenThousandApart()
    {
        for (var member = 0; member <= 10_000; member++)
        {
            _counts.Add(Acme, $"{member}");
        }

        Assert.Equal(new(_start, 10_001, 10_000), _counts.Of(Acme));
    }
}
