using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.Benchmarks.Counting;
using ProfileTwoFactor.Benchmarks.Hosts;
using ProfileTwoFactor.Testing;

namespace ProfileTwoFactor.Benchmarks.Experiments;

/// <summary>One profile that is switched on and off, step by step, so that two can go side by side.</summary>
internal sealed class SwitchSide(
    BenchmarkHost host,
    OperationCounts counts,
    CookieJar owner,
    int members
)
{
    private readonly CallMeter _meter = host.Services.GetRequiredService<CallMeter>();
    private readonly BoundMembers _bound = new(host.Services, Name(members), members);
    private FakeAuthenticator? _authenticator;

    public int Members => members;

    public static string Name(int members) => $"team-of-{members}";

    public async Task BeginAsync() =>
        _authenticator = new FakeAuthenticator(
            await GateProof.DoAsync(host, owner, Name(members), "begin"),
            TimeProvider.System
        );

    public Task<SwitchCost> EnableAsync() => MeasureAsync($"enable/{_authenticator!.Code()}");

    public Task BindEverybodyAsync() => _bound.WriteAsync();

    public Task<SwitchCost> DisableAsync() => MeasureAsync("disable");

    /// <summary>Waits for the background, which deletes what ended after either step.</summary>
    public Task SettleAsync() => _bound.AreSweptAsync();

    private async Task<SwitchCost> MeasureAsync(string action)
    {
        counts.Restart();
        await GateProof.DoAsync(host, owner, Name(members), action);
        return new SwitchCost(_meter.Nanoseconds, counts.Own);
    }
}
