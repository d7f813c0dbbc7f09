using System.Globalization;

namespace ProfileTwoFactor.SampleNode;

/// <summary>The clock of a node: real time plus so many seconds, or, after "=", a moment at which it stands still.</summary>
internal sealed class OffsetClock(LiveSetting setting) : TimeProvider
{
    public override DateTimeOffset GetUtcNow()
    {
        var text = setting.Read();
        return text.StartsWith('=')
            ? new DateTimeOffset(
                long.Parse(text.AsSpan(1), CultureInfo.InvariantCulture),
                TimeSpan.Zero
            )
            : System.GetUtcNow()
                + TimeSpan.FromSeconds(double.Parse(text, CultureInfo.InvariantCulture));
    }
}
