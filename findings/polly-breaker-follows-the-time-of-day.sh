#!/usr/bin/env bash
# Polly.Core 8.9.1, .NET 10.
# A circuit breaker's BreakDuration is documented as a duration. It is measured with the time of day (TimeProvider.GetUtcNow), although
# TimeProvider has timestamps for durations: a clock that is set back by an hour while the circuit is open keeps the circuit open for
# that hour and the rest of the duration. A clock that is set forward closes it at once.
# Seen, with a duration of one second:
#   clock untouched, one second later: allowed
#   clock set back by an hour, one second later: refused
#   clock set back by an hour, one hour and one second later: allowed
#   clock set forward by an hour, at once: allowed
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat >finding.csproj <<'PROJECT'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <ImplicitUsings>enable</ImplicitUsings>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="Polly.Core" Version="[8.9.1]" />
  </ItemGroup>
</Project>
PROJECT

cat >Program.cs <<'PROGRAM'
using Polly;
using Polly.CircuitBreaker;

Report("clock untouched, one second later", TimeSpan.Zero, TimeSpan.FromSeconds(1));
Report("clock set back by an hour, one second later", TimeSpan.FromHours(-1), TimeSpan.FromSeconds(1));
Report(
    "clock set back by an hour, one hour and one second later",
    TimeSpan.FromHours(-1),
    TimeSpan.FromHours(1) + TimeSpan.FromSeconds(1)
);
Report("clock set forward by an hour, at once", TimeSpan.FromHours(1), TimeSpan.Zero);

static void Report(string what, TimeSpan set, TimeSpan later)
{
    var clock = new Clock();
    var pipeline = new ResiliencePipelineBuilder { TimeProvider = clock }
        .AddCircuitBreaker(
            new CircuitBreakerStrategyOptions
            {
                FailureRatio = 1,
                MinimumThroughput = 2,
                SamplingDuration = TimeSpan.FromSeconds(10),
                BreakDuration = TimeSpan.FromSeconds(1),
            }
        )
        .Build();
    for (var i = 0; i < 2; i++)
    {
        try
        {
            pipeline.Execute(() => throw new TimeoutException());
        }
        catch (TimeoutException) { }
    }

    clock.TimeOfDay += set;
    clock.Pass(later);
    try
    {
        pipeline.Execute(() => { });
        Console.WriteLine($"{what}: allowed");
    }
    catch (BrokenCircuitException)
    {
        Console.WriteLine($"{what}: refused");
    }
}

// A machine's clock: setting the time of day leaves timestamps alone.
sealed class Clock : TimeProvider
{
    private long _timestamp;

    public DateTimeOffset TimeOfDay { get; set; } = DateTimeOffset.UnixEpoch.AddYears(50);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public void Pass(TimeSpan time)
    {
        TimeOfDay += time;
        _timestamp += time.Ticks;
    }

    public override DateTimeOffset GetUtcNow() => TimeOfDay;

    public override long GetTimestamp() => _timestamp;
}
PROGRAM

seen=$(dotnet run)
printf '%s\n' "$seen"
expected='clock untouched, one second later: allowed
clock set back by an hour, one second later: refused
clock set back by an hour, one hour and one second later: allowed
clock set forward by an hour, at once: allowed'
if [ "$seen" != "$expected" ]; then
  echo "The behaviour changed." >&2
  exit 1
fi
