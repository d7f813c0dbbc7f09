using ProfileTwoFactor.Internal;

namespace ProfileTwoFactor.UnitTests.Gate;

public sealed class CircuitTests
{
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void Circuit_BelowTheLimit_LetsEveryCallThrough_AndASuccessForgivesAll()
    {
        var circuit = new Circuit(_clock);
        for (var round = 0; round < 10; round++)
        {
            for (var failure = 1; failure < Circuit.FailuresToOpen; failure++)
            {
                Assert.True(circuit.Allows());
                Assert.False(circuit.Failed(new TimeoutException()));
            }

            Assert.True(circuit.Allows());
            Assert.False(circuit.Succeeded());
        }
    }

    [Fact]
    public void A_dependency_that_fails_again_and_again_is_left_alone_for_a_moment()
    {
        var circuit = Opened();

        Assert.False(circuit.Allows());
        _clock.Advance(Circuit.OpenTime - TimeSpan.FromTicks(1));
        Assert.False(circuit.Allows());
    }

    [Fact]
    public void Circuit_AfterTheMoment_LetsOneCallThroughToSee()
    {
        var circuit = Opened();
        _clock.Advance(Circuit.OpenTime);

        var allowed = Enumerable.Range(0, 64).Count(_ => circuit.Allows());

        Assert.Equal(1, allowed);
    }

    [Fact]
    public async Task Of_many_callers_at_once_one_is_let_through_to_see()
    {
        var circuit = Opened();
        _clock.Advance(Circuit.OpenTime);

        var allowed = await Task.WhenAll(
            Enumerable.Range(0, 64).Select(_ => Task.Run(circuit.Allows))
        );

        Assert.Single(allowed, true);
    }

    [Fact]
    public void Circuit_WhoseProbeSucceeds_ClosesAndSaysSo()
    {
        var circuit = Opened();
        _clock.Advance(Circuit.OpenTime);
        Assert.True(circuit.Allows());

        Assert.True(circuit.Succeeded());

        Assert.All(Enumerable.Range(0, 10), _ => Assert.True(circuit.Allows()));
    }

    [Fact]
    public void Circuit_WhoseProbeFails_StaysOpenForAnotherMoment()
    {
        var circuit = Opened();
        _clock.Advance(Circuit.OpenTime);
        Assert.True(circuit.Allows());

        Assert.False(circuit.Failed(new TimeoutException()));

        Assert.False(circuit.Allows());
        _clock.Advance(Circuit.OpenTime);
        Assert.True(circuit.Allows());
        Assert.False(circuit.Allows());
    }

    [Fact]
    public void A_damaged_record_asked_for_again_and_again_shuts_nobody_else_out()
    {
        var circuit = new Circuit(_clock);

        for (var i = 0; i < 100; i++)
        {
            Assert.False(circuit.Failed(new InvalidDataException()));
            Assert.True(circuit.Allows());
        }
    }

    [Fact]
    public void A_key_of_another_type_asked_for_again_and_again_shuts_nobody_else_out()
    {
        var circuit = new Circuit(_clock);
        var answer = new InvalidOperationException(
            "WRONGTYPE Operation against a key holding the wrong kind of value"
        );

        for (var i = 0; i < 100; i++)
        {
            Assert.False(circuit.Failed(answer));
            Assert.False(circuit.Failed(new AggregateException(answer)));
            Assert.True(circuit.Allows());
        }
    }

    [Fact]
    public void Circuit_OfManyWaitingCallsThatFailTogether_OpensOnce()
    {
        var circuit = new Circuit(_clock);

        var opened = Enumerable.Range(0, 500).Count(_ => circuit.Failed(new TimeoutException()));

        Assert.Equal(1, opened);
        _clock.Advance(Circuit.OpenTime);
        Assert.True(circuit.Allows());
        Assert.True(circuit.Succeeded());
    }

    private Circuit Opened()
    {
        var circuit = new Circuit(_clock);
        for (var failure = 1; failure < Circuit.FailuresToOpen; failure++)
        {
            Assert.False(circuit.Failed(new TimeoutException()));
        }

        Assert.True(circuit.Failed(new TimeoutException()));
        return circuit;
    }
}
