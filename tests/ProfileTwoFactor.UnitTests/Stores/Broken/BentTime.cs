namespace ProfileTwoFactor.UnitTests.Stores.Broken;

/// <summary>Moments as a store with a flaw keeps them.</summary>
internal static class BentTime
{
    public static DateTimeOffset Of(DateTimeOffset moment, Flaw flaw) =>
        flaw switch
        {
            Flaw.RoundsTimes => moment.AddTicks(-(moment.Ticks % TimeSpan.TicksPerMillisecond)),
            Flaw.LosesOffsets => new DateTimeOffset(moment.DateTime, TimeSpan.Zero),
            _ => moment,
        };
}
