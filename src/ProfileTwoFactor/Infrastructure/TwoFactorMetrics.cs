using System.Diagnostics.Metrics;

namespace ProfileTwoFactor.Infrastructure;

/// <summary>The instruments of the package's meter. Tag values are closed sets; no user or profile ids.</summary>
internal sealed class TwoFactorMetrics
{
    private readonly Counter<long> _verifications;
    private readonly Counter<long> _challenges;
    private readonly Counter<long> _wouldRefuse;
    private readonly Counter<long> _machineCallers;
    private readonly Counter<long> _lockouts;
    private readonly Counter<long> _attemptRefusals;
    private readonly Counter<long> _dependencyFailures;
    private readonly Counter<long> _circuitRefusals;
    private readonly Counter<long> _backplaneMessages;
    private readonly Counter<long> _auditDeliveries;
    private readonly Gauge<int> _backplaneUp;
    private readonly Histogram<double> _gateDuration;

    public TwoFactorMetrics(IMeterFactory factory)
    {
        var meter = factory.Create(ProfileTwoFactorDefaults.DiagnosticsName);
        _verifications = meter.CreateCounter<long>(
            "profile_two_factor.verifications",
            description: "Checked codes and backup codes, by result."
        );
        _challenges = meter.CreateCounter<long>(
            "profile_two_factor.challenges",
            description: "Requests that the gate refused, by kind."
        );
        _wouldRefuse = meter.CreateCounter<long>(
            "profile_two_factor.would_refuse",
            description: "Requests that the gate would have refused if it enforced instead of reported, by kind."
        );
        _machineCallers = meter.CreateCounter<long>(
            "profile_two_factor.machine_callers",
            description: "Requests of machine callers to profiles that require two-factor authentication, by result."
        );
        _lockouts = meter.CreateCounter<long>(
            "profile_two_factor.lockouts",
            description: "Wrong codes that started or extended a lockout."
        );
        _attemptRefusals = meter.CreateCounter<long>(
            "profile_two_factor.attempt_refusals",
            description: "Codes refused without a check because too many were checked at the same time, by limit."
        );
        _dependencyFailures = meter.CreateCounter<long>(
            "profile_two_factor.dependency_failures",
            description: "Calls to a dependency that failed or took too long, by dependency."
        );
        _circuitRefusals = meter.CreateCounter<long>(
            "profile_two_factor.circuit_refusals",
            description: "Calls skipped because the dependency recently failed several times in a row, by dependency."
        );
        _backplaneMessages = meter.CreateCounter<long>(
            "profile_two_factor.backplane.messages",
            description: "Messages between nodes about changes, by result."
        );
        _auditDeliveries = meter.CreateCounter<long>(
            "profile_two_factor.audit.deliveries",
            description: "Attempts to post an audit event to the webhook, by result."
        );
        _backplaneUp = meter.CreateGauge<int>(
            "profile_two_factor.backplane.up",
            description: "1 while changes of other nodes are received and this node's are sent; otherwise 0."
        );
        _gateDuration = meter.CreateHistogram<double>(
            "profile_two_factor.gate.duration",
            unit: "s",
            description: "Duration of gate decisions that read the store and the cache."
        );
    }

    public void Verified(string result) =>
        _verifications.Add(1, new KeyValuePair<string, object?>("result", result));

    public void Challenged(string kind) =>
        _challenges.Add(1, new KeyValuePair<string, object?>("kind", kind));

    public void WouldRefuse(string kind) =>
        _wouldRefuse.Add(1, new KeyValuePair<string, object?>("kind", kind));

    public void MachineCaller(string result) =>
        _machineCallers.Add(1, new KeyValuePair<string, object?>("result", result));

    public void LockedOut() => _lockouts.Add(1);

    public void AttemptRefused(string limit) =>
        _attemptRefusals.Add(1, new KeyValuePair<string, object?>("limit", limit));

    public void DependencyFailed(string dependency) =>
        _dependencyFailures.Add(1, new KeyValuePair<string, object?>("dependency", dependency));

    public void CircuitRefused(string dependency) =>
        _circuitRefusals.Add(1, new KeyValuePair<string, object?>("dependency", dependency));

    public void BackplaneMessage(string result) =>
        _backplaneMessages.Add(1, new KeyValuePair<string, object?>("result", result));

    public void AuditDelivery(string result) =>
        _auditDeliveries.Add(1, new KeyValuePair<string, object?>("result", result));

    public void BackplaneIs(bool up) => _backplaneUp.Record(up ? 1 : 0);

    public void GateTook(TimeSpan duration) => _gateDuration.Record(duration.TotalSeconds);
}
