using Microsoft.Extensions.Logging;
using ProfileTwoFactor.Infrastructure;

namespace ProfileTwoFactor.Backplane.Internal;

/// <summary>Takes what comes over the backplane, from whatever source. Cheap for each message, and for no more than some in a round.</summary>
internal sealed class ChangeInbox(
    ChangeSender sender,
    BackplaneState state,
    TwoFactorMetrics metrics,
    TimeProvider time,
    ILogger<ChangeInbox> logger
) : IChangeListener
{
    /// <summary>Messages that are looked at in a round. The others are dropped: among them may be one that matters, so all that is kept ends.</summary>
    internal const int MostInRound = 256;

    private readonly List<Change> _read = new(ChangeMessage.Most);
    private readonly Lock _lock = new();
    private int _inRound;
    private long _roundBeganAt = time.GetTimestamp();
    private long _ignored;
    private long? _toldAt;

    public ChangeSet Waiting { get; } = new(MostInRound * ChangeMessage.Most);

    public void OnConnected()
    {
        // What was said before is lost; and what this node has kept may be from before.
        Waiting.AddAll();
        state.Heard(hears: true);
    }

    public void OnDisconnected() => state.Heard(hears: false);

    public void OnMessage(string message)
    {
        lock (_lock)
        {
            if (time.GetElapsedTime(_roundBeganAt) >= BackplaneTimes.Round)
            {
                (_inRound, _roundBeganAt) = (0, time.GetTimestamp());
            }

            if (_inRound >= MostInRound)
            {
                Waiting.AddAll();
                Ignore("dropped");
                return;
            }

            _inRound++;
            if (!ChangeMessage.TryRead(message, _read))
            {
                Ignore("malformed");
                return;
            }

            if (ChangeMessage.IsFrom(sender.Id, message))
            {
                return;
            }

            metrics.BackplaneMessage("received");
            foreach (var change in _read)
            {
                Waiting.Add(change);
            }
        }
    }

    private void Ignore(string result)
    {
        metrics.BackplaneMessage(result);
        _ignored++;
        if (_toldAt is { } toldAt && time.GetElapsedTime(toldAt) < BackplaneTimes.Quiet)
        {
            return;
        }

        BackplaneLog.BackplaneMessagesIgnored(logger, _ignored);
        _toldAt = time.GetTimestamp();
        _ignored = 0;
    }
}
