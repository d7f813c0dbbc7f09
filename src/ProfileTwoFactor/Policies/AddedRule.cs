namespace ProfileTwoFactor.Policies;

/// <summary>A rule that profiles have only in apps that added its feature.</summary>
internal sealed record AddedRule(string Name)
{
    public const string MachineCallers = "machineCallers";
    public const string UpstreamProof = "upstreamProof";
}
