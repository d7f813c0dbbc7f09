namespace ProfileTwoFactor.Internal;

/// <summary>The API keys and other machines of a profile, for its Owner.</summary>
/// <param name="Machines">Those that were looked at.</param>
/// <param name="HasMore">Whether there are others.</param>
/// <param name="OnlyReports">Whether the app lets everything through, and only counts what it would refuse.</param>
internal sealed record MachinesView(
    IReadOnlyList<PreviewedMachineCaller> Machines,
    bool HasMore,
    bool OnlyReports
)
{
    public int Refused => Machines.Count(machine => machine.WouldBeRefused);

    /// <summary>The text that says how many are refused.</summary>
    public string Summary =>
        (OnlyReports, HasMore) switch
        {
            (false, false) => "Preview.Machines",
            (false, true) => "Preview.MachinesMore",
            (true, false) => "Preview.MachinesReported",
            (true, true) => "Preview.MachinesReportedMore",
        };

    /// <summary>The text of a machine that the rules don't admit.</summary>
    public string RefusedText => OnlyReports ? "Preview.Recent" : "Preview.Refused";

    /// <summary>Null where the app names no machines, or has none in this profile.</summary>
    public static MachinesView? Of(EnforcementPreview? preview, ProfileTwoFactorOptions options) =>
        preview is { MachineCallers: { Count: > 0 } machines }
            ? new(
                machines,
                preview.HasMoreMachineCallers,
                options.Enforcement == EnforcementMode.ReportOnly
            )
            : null;
}
