using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using ProfileTwoFactor.Backplane.Internal;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Tests.Shared;

namespace ProfileTwoFactor.UnitTests.Backplane;

public sealed class ChangeInboxTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly RecordedLog _log = new();
    private readonly ServiceProvider _services = new ServiceCollection()
        .AddMetrics()
        .BuildServiceProvider();
    private readonly ChangeInbox _inbox;
    private readonly BackplaneState _state;
    private int _number;

    public ChangeInboxTests()
    {
        var metrics = new TwoFactorMetrics(_services.GetRequiredService<IMeterFactory>());
        var loggers = LoggerFactory.Create(logging => logging.AddProvider(_log));
        _state = new(metrics, loggers.CreateLogger<BackplaneState>());
        _inbox = new(new(), _state, metrics, _time, loggers.CreateLogger<ChangeInbox>());
    }

    public void Dispose() => _services.Dispose();

    [Fact]
    public void OnMessage_AFlood_EndsAllThatIsKeptAndListensInTheNextRound()
    {
        for (var i = 0; i < ChangeInbox.MostInRound; i++)
        {
            _inbox.OnMessage(Message());
        }

        Assert.Equal(ChangeInbox.MostInRound, Taken());
        for (var i = 0; i < 10_000; i++)
        {
            _inbox.OnMessage(Message());
        }

        Assert.Empty(_inbox.Waiting.Take(int.MaxValue, out var all));
        Assert.True(all);
        Assert.Single(Ignored());
        _time.Advance(BackplaneTimes.Round);
        _inbox.OnMessage(Message());
        Assert.Equal(1, Taken());
    }

    [Fact]
    public void OnMessage_AFloodOfNonsense_IsLoggedOnceAMinuteAndSilencesNoRoundButItsOwn()
    {
        for (var round = 0; round < 100; round++)
        {
            for (var i = 0; i < ChangeInbox.MostInRound; i++)
            {
                _inbox.OnMessage("nonsense");
            }

            _time.Advance(BackplaneTimes.Round);
        }

        _inbox.OnMessage(Message());
        Assert.Equal(1, Taken());
        Assert.Single(Ignored());
        _time.Advance(BackplaneTimes.Quiet);
        _inbox.OnMessage("nonsense");
        Assert.Equal(2, Ignored().Count);
        Assert.Contains("25600 messages", Ignored()[1], StringComparison.Ordinal);
    }

    [Fact]
    public void OnConnected_Always_MeansThatAnythingMayHaveChanged()
    {
        _inbox.OnMessage(Message());
        _inbox.OnConnected();

        Assert.Empty(_inbox.Waiting.Take(int.MaxValue, out var all));

        Assert.True(all);
        Assert.True(_state.IsUp);
        _inbox.Waiting.Take(int.MaxValue, out all);
        Assert.False(all);
    }

    [Fact]
    public void State_ThatIsReportedAgainAndAgain_IsLoggedWhenItChanges()
    {
        Assert.False(_state.IsUp);
        _state.Spoke(speaks: true);
        Assert.Empty(_log.Of("ProfileTwoFactor"));
        for (var i = 0; i < 3; i++)
        {
            _inbox.OnConnected();
        }

        for (var i = 0; i < 3; i++)
        {
            _state.Spoke(speaks: false, new IOException("a secret address"));
        }

        _inbox.OnDisconnected();
        _state.Spoke(speaks: true);
        Assert.False(_state.IsUp);
        _inbox.OnConnected();

        Assert.Equal(3, _log.Of("ProfileTwoFactor").Count);
        Assert.DoesNotContain(_log.Of("ProfileTwoFactor"), message => message.Contains("address"));
        Assert.Contains("IOException", _log.Of("ProfileTwoFactor")[1], StringComparison.Ordinal);
    }

    private string Message() =>
        ChangeMessage.Write(
            ChangeMessage.CreateSender(),
            [new(ChangeKind.Scope, (UInt128)(++_number))]
        );

    private int Taken() => _inbox.Waiting.Take(int.MaxValue, out _).Count;

    private List<string> Ignored() =>
        [.. _log.Of("ProfileTwoFactor").Where(message => message.Contains("were ignored"))];
}
