namespace ProfileTwoFactor.Benchmarks.Hosts;

/// <summary>The machine's clock, until it is held. Then a kept decision stays young however slowly the requests come.</summary>
internal sealed class HeldClock : TimeProvider
{
    private DateTimeOffset? _held;

    public override DateTimeOffset GetUtcNow() => _held ?? base.GetUtcNow();

    public void Hold() => _held = base.GetUtcNow();
}
