using System.Diagnostics;

namespace ProfileTwoFactor.SampleNode;

/// <summary>Hears that a host is about to be built, whose services it may add to after the host's own, and that it was built.</summary>
internal sealed class HostBuildingObserver(Action<IHostBuilder> building, Action<IHost> built)
    : IObserver<DiagnosticListener>,
        IObserver<KeyValuePair<string, object?>>
{
    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == "Microsoft.Extensions.Hosting")
        {
            value.Subscribe(this);
        }
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        switch (value)
        {
            case { Key: "HostBuilding", Value: IHostBuilder builder }:
                building(builder);
                break;
            case { Key: "HostBuilt", Value: IHost host }:
                built(host);
                break;
        }
    }

    public void OnCompleted() { }

    public void OnError(Exception error) { }
}
