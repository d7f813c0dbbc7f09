using System.Diagnostics.Metrics;
using ProfileTwoFactor.Bindings;

namespace ProfileTwoFactor.UnitTests.Bindings;

/// <summary>What operators are told about attempts: dashboards and alerts read these names.</summary>
public sealed class AttemptOutcomeTests : IAsyncDisposable
{
    private readonly BindingEngine _engine = new([1, 2, 3]);
    private readonly MeterListener _listener = new();
    private readonly List<string> _counted = [];

    public AttemptOutcomeTests()
    {
        var meters = _engine.Meters;
        _listener.InstrumentPublished = (instrument, all) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, meters))
            {
                all.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>(
            (instrument, _, tags, _) =>
                _counted.Add(
                    tags.Length == 0 ? instrument.Name : $"{instrument.Name} {tags[0].Value}"
                )
        );
        _listener.Start();
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _engine.DisposeAsync();
    }

    [Theory]
    [InlineData(CodeStatus.Accepted, "verified")]
    [InlineData(CodeStatus.Malformed, "malformed")]
    [InlineData(CodeStatus.Replayed, "replayed")]
    [InlineData(CodeStatus.LockedOut, "locked_out")]
    [InlineData(CodeStatus.Disabled, "disabled")]
    [InlineData(CodeStatus.NotBound, "not_bound")]
    [InlineData(CodeStatus.SignInSpent, "sign_in_spent")]
    [InlineData(CodeStatus.CounterWentBack, "counter_went_back")]
    [InlineData(CodeStatus.NotAllowed, "not_allowed")]
    [InlineData(CodeStatus.Full, "full")]
    [InlineData(CodeStatus.NoPending, "no_pending")]
    public void Attempt_ThatIsNoWrongCode_IsCountedByItsResultAndNotLogged(
        object status,
        string result
    )
    {
        _engine.Bindings.Note(
            BindingEngine.Key,
            new CodeOutcome((CodeStatus)status) { Failures = 7 }
        );

        Assert.Equal([$"profile_two_factor.verifications {result}"], _counted);
        Assert.Empty(_engine.Log.Of("ProfileTwoFactor"));
    }

    [Fact]
    public void Attempt_WithAWrongCode_IsLogged()
    {
        _engine.Bindings.Note(
            BindingEngine.Key,
            new CodeOutcome(CodeStatus.Wrong) { Failures = 4 }
        );

        Assert.Equal(["profile_two_factor.verifications wrong_code"], _counted);
        Assert.Equal(
            ["A code wasn't accepted: wrong_code, 4 consecutive failures."],
            _engine.Log.Messages("ProfileTwoFactor")
        );
    }

    [Fact]
    public void Attempt_WithAWrongCodeThatLocksTheMember_IsAWarning()
    {
        _engine.Bindings.Note(
            BindingEngine.Key,
            new CodeOutcome(CodeStatus.Wrong) { Failures = 5 }
        );

        Assert.Equal(
            ["profile_two_factor.verifications wrong_code", "profile_two_factor.lockouts"],
            _counted
        );
        Assert.Equal(["LockedOut"], _engine.Log.WarningNames);
        Assert.Equal(["Locked out after 5 consecutive failures."], _engine.Log.Named("LockedOut"));
    }
}
