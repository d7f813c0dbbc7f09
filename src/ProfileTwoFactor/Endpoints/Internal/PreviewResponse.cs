using System.Text.Json.Serialization;

namespace ProfileTwoFactor.Endpoints.Internal;

internal sealed class PreviewResponse
{
    public required int Members { get; init; }

    public required int Bound { get; init; }

    public required int NotBound { get; init; }

    public required UnboundMember[] WouldBeRefused { get; init; }

    public required RecentResponse Recent { get; init; }

    /// <summary>Only in apps that name machine callers.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public MachineCallerResponse[]? MachineCallers { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? MoreMachineCallers { get; init; }

    internal static PreviewResponse From(EnforcementPreview preview) =>
        new()
        {
            Members = preview.Members,
            Bound = preview.Bound,
            NotBound = preview.NotBound,
            WouldBeRefused = [.. preview.WouldBeRefused],
            MachineCallers = preview.MachineCallers is { } machines
                ? [.. machines.Select(MachineCallerResponse.From)]
                : null,
            MoreMachineCallers = preview.MachineCallers is null
                ? null
                : preview.HasMoreMachineCallers,
            Recent = new RecentResponse
            {
                Since = preview.Recent.Since.UtcDateTime,
                Requests = preview.Recent.Requests,
                Members = preview.Recent.Members,
            },
        };
}
