using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.IntegrationTests.Engine;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.Gate;

/// <summary>A decision that reads the store is one activity and one measured duration. One from memory is neither.</summary>
public sealed class GateTraceTests
{
    [Fact]
    public async Task Decision_ThatReadsTheStore_IsTracedAndMeasured_AndOneFromMemoryIsNot()
    {
        await using var host = await GateHost.StartAsync();
        await host.EnableAsync();
        using var watch = new Watch(host);
        var mei = await host.BrowserAsync("mei");

        Assert.Equal("binding-required", (await mei.GetAsync("/p/acme")).Code);
        var refused = watch.Take();
        await mei.BindAsync();
        watch.Take();
        AnswerAssert.Ok(await mei.GetAsync("/p/acme"));
        var admitted = watch.Take();
        AnswerAssert.Ok(await mei.GetAsync("/p/acme"));

        Assert.Equal(("binding-required", 1), refused);
        Assert.Equal(("ok", 1), admitted);
        Assert.Equal(("", 0), watch.Take());
    }

    /// <summary>What the gate of one host says: its activities by the trace of the request, its durations by the meter's owner.</summary>
    private sealed class Watch : IDisposable
    {
        private readonly Activity _test = new Activity("test").Start();
        private readonly List<string> _results = [];
        private readonly ActivityListener _activities;
        private readonly MeterListener _durations;
        private int _measured;

        public Watch(GateHost host)
        {
            _activities = new ActivityListener
            {
                ShouldListenTo = source => source.Name == "ProfileTwoFactor",
                Sample = (ref ActivityCreationOptions<ActivityContext> _) =>
                    ActivitySamplingResult.AllData,
                ActivityStopped = activity =>
                {
                    if (
                        activity.TraceId == _test.TraceId
                        && activity.OperationName == "two-factor gate"
                    )
                    {
                        _results.Add((string)activity.GetTagItem("two_factor.result")!);
                    }
                },
            };
            ActivitySource.AddActivityListener(_activities);
            var server = (TestServer)host.App.Services.GetRequiredService<IServer>();
            // So that the requests of browsers that are opened from now on are part of the test's trace.
            server.PreserveExecutionContext = true;
            var meters = host.App.Services.GetRequiredService<IMeterFactory>();
            _durations = new MeterListener
            {
                InstrumentPublished = (instrument, all) =>
                {
                    if (
                        ReferenceEquals(instrument.Meter.Scope, meters)
                        && instrument.Name == "profile_two_factor.gate.duration"
                    )
                    {
                        all.EnableMeasurementEvents(instrument);
                    }
                },
            };
            _durations.SetMeasurementEventCallback<double>((_, _, _, _) => _measured++);
            _durations.Start();
        }

        /// <summary>The results since the last time, and how many durations there were.</summary>
        public (string Results, int Measured) Take()
        {
            var taken = (string.Join(' ', _results), _measured);
            _results.Clear();
            _measured = 0;
            return taken;
        }

        public void Dispose()
        {
            _activities.Dispose();
            _durations.Dispose();
            _test.Dispose();
        }
    }
}
