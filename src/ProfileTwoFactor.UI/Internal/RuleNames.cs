using Microsoft.Extensions.Localization;

namespace ProfileTwoFactor.Internal;

/// <summary>How the pages write rules: their names and values.</summary>
internal static class RuleNames
{
    internal const string Window = "window";
    internal const string Absolute = "absoluteLifetime";
    internal const string MaxAge = "sensitiveActionMaxAge";
    internal const string Message = "message";
    internal const string Proof = "enrollmentProof";
    internal const string Kinds = "allowedAuthenticators";
    internal const string Machines = "machineCallers";
    internal const string Upstream = "upstreamProof";

    internal static readonly IReadOnlyList<string> All =
    [
        Window,
        Absolute,
        MaxAge,
        Proof,
        Kinds,
        Machines,
        Upstream,
        Message,
    ];

    /// <summary>The name of the text for a rule.</summary>
    public static string Label(string name) => $"Rules.{name}";

    public static string ProofText(IStringLocalizer texts, EnrollmentProof proof) =>
        texts[proof == EnrollmentProof.Required ? "Rules.Required" : "Rules.None"];

    /// <summary>How a value of the rule for machine callers is written in forms and in the history.</summary>
    public static string Value(MachineCallerAccess access) =>
        access switch
        {
            MachineCallerAccess.Allow => "allow",
            MachineCallerAccess.AllowWhileCreatorBound => "allow-while-creator-bound",
            _ => "deny",
        };

    public static MachineCallerAccess? FindMachines(string? value) =>
        Enum.GetValues<MachineCallerAccess>()
            .Where(access => Value(access) == value)
            .Select(access => (MachineCallerAccess?)access)
            .FirstOrDefault();

    public static string MachinesText(IStringLocalizer texts, MachineCallerAccess access) =>
        texts[$"Rules.machineCallers.{access}"];

    public static string UpstreamText(IStringLocalizer texts, UpstreamProof proof) =>
        texts[$"Rules.upstreamProof.{proof}"];

    /// <summary>How a value of that rule is written in forms and in the history.</summary>
    public static string Value(UpstreamProof proof) =>
        proof == UpstreamProof.Allow ? "allow" : "deny";

    public static UpstreamProof? FindUpstream(string? value) =>
        value switch
        {
            "allow" => UpstreamProof.Allow,
            "deny" => UpstreamProof.Deny,
            _ => null,
        };

    public static string KindsText(IStringLocalizer texts, IEnumerable<string> kinds)
    {
        string[] names = [.. kinds.Select(kind => KindText(texts, kind))];
        return names.Length == 0 ? texts["Rules.NoKind"] : string.Join(texts["Rules.And"], names);
    }

    // A kind of a later version is shown by its name.
    private static string KindText(IStringLocalizer texts, string kind) =>
        kind switch
        {
            "totp" => texts["Rules.Totp"],
            "passkey" => texts["Rules.Passkey"],
            _ => kind,
        };
}
