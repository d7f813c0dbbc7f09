namespace ProfileTwoFactor.Management.Internal;

/// <param name="Callers">The first ones that the app's directory lists.</param>
/// <param name="HasMore">Whether the directory has others, which weren't looked at.</param>
internal sealed record MachineCallerList(
    IReadOnlyList<PreviewedMachineCaller> Callers,
    bool HasMore
);
