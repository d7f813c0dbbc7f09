namespace ProfileTwoFactor.Infrastructure;

/// <summary>The closed set of names dependencies have in logs and metrics.</summary>
internal static class DependencyNames
{
    public const string Directory = "directory";
    public const string LinkDirectory = "link-directory";
    public const string MachineCallers = "machine-callers";
    public const string Session = "session";
    public const string PolicyStore = "policy-store";
    public const string SecretStore = "secret-store";
    public const string Announcer = "announcer";
    public const string EventSubscriber = "event-subscriber";
    public const string EventHistory = "event-history";
    public const string Cache = "cache";
    public const string KeyRing = "key-ring";
    public const string Clock = "clock";
    public const string Tenant = "tenant";
}
