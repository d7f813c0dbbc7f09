using Microsoft.Extensions.Options;
using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Codes.Internal;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.UnitTests.Bindings;

public sealed class AcceptedStepsTests
{
    private static readonly byte[] Secret = "12345678901234567890"u8.ToArray();

    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UnixEpoch);
    private readonly AcceptedSteps _steps;

    public AcceptedStepsTests() =>
        _steps = new(_clock, Options.Create(new ProfileTwoFactorOptions()));

    [Fact]
    public void Last_OfABindingThatWasNotProvenHere_IsTheStores() =>
        Assert.Equal(7, _steps.Last("", "b1", 7));

    [Theory]
    [InlineData(6, 8)]
    [InlineData(9, 9)]
    public void Last_IsTheLaterOfTheStoresAndThisProcesss(long stored, long last)
    {
        _steps.Add("", "b1", 8);
        _steps.Add("", "b1", 5);

        Assert.Equal(last, _steps.Last("", "b1", stored));
        Assert.Equal(stored, _steps.Last("", "b2", stored));
    }

    [Fact]
    public void Steps_ThatNoClockAcceptsAnyMore_AreForgotten()
    {
        for (var i = 0; i < 100_000; i++)
        {
            // A thousand members a step.
            _clock.SetUtcNow(DateTimeOffset.UnixEpoch.AddSeconds(i / 1000 * 30));
            _steps.Add("", $"b{i}", i / 1000);
        }

        Assert.InRange(_steps.Count, 3_000, 16_000);
        Assert.Equal(99, _steps.Last("", "b99999", 0));
        Assert.Equal(97, _steps.Last("", "b97000", 0));
        Assert.Equal(0, _steps.Last("", "b0", 0));
    }

    [Fact]
    public void Steps_AreSweptAtTheThousandTwentyFourth_ToTheStepThatNoClockAccepts()
    {
        // With one tolerated step, the oldest that is kept is four steps back: that of a code that a node behind still accepts.
        _clock.SetUtcNow(DateTimeOffset.UnixEpoch.AddSeconds(30 * 10));
        for (var i = 0; i < 1022; i++)
        {
            _steps.Add("", $"old{i}", 5);
        }

        _steps.Add("", "kept", 6);
        Assert.Equal(1023, _steps.Count);

        _steps.Add("", "last", 10);

        Assert.Equal(2, _steps.Count);
        Assert.Equal(6, _steps.Last("", "kept", 0));
    }

    [Fact]
    public void Steps_AreKeptForAsLongAsTheAppToleratesThem()
    {
        var steps = new AcceptedSteps(
            _clock,
            Options.Create(new ProfileTwoFactorOptions { ToleratedSteps = 2 })
        );
        _clock.SetUtcNow(DateTimeOffset.UnixEpoch.AddSeconds(30 * 10));
        for (var i = 0; i < 1024; i++)
        {
            steps.Add("", $"b{i}", 4);
        }

        Assert.Equal(1024, steps.Count);
    }

    /// <summary>A backup that was restored, or a replica that took over without the last writes (Z9).</summary>
    [Fact]
    public async Task Store_ThatWentBackInTime_MakesNoUsedCodeValidAgain()
    {
        await using var engine = new BindingEngine(Secret);
        var step = TotpAlgorithm.StepAt(engine.Clock.GetUtcNow());
        var before = TotpAlgorithm.Compute(Secret, step - 1);
        var now = TotpAlgorithm.Compute(Secret, step);
        Assert.Equal(CodeStatus.Accepted, (await engine.VerifyAsync(before)).Status);
        var backup = await engine.RecordAsync();
        Assert.Equal(CodeStatus.Accepted, (await engine.VerifyAsync(now)).Status);
        var latest = await engine.RecordAsync();
        Assert.Equal(
            StoreWriteStatus.Written,
            await engine.Store.WriteAsync(
                backup with
                {
                    Version = latest.Version,
                },
                CancellationToken.None
            )
        );

        Assert.Equal(CodeStatus.Replayed, (await engine.VerifyAsync(now)).Status);
        engine.Clock.Advance(TimeSpan.FromSeconds(30));
        var next = TotpAlgorithm.Compute(Secret, step + 1);
        Assert.Equal(CodeStatus.Accepted, (await engine.VerifyAsync(next)).Status);
    }
}
