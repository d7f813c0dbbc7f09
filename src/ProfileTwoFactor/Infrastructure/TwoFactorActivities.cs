using System.Diagnostics;

namespace ProfileTwoFactor.Infrastructure;

/// <summary>The package's activity source. Names and tags are closed sets; no user or profile ids, no codes.</summary>
internal static class TwoFactorActivities
{
    private static readonly ActivitySource Source = new(ProfileTwoFactorDefaults.DiagnosticsName);

    /// <summary>One operation of a member or Owner. Null, without cost, when there is no listener.</summary>
    public static Activity? StartOperation(string operation) =>
        Source.StartActivity($"two-factor {operation}");

    /// <summary>A decision of the gate that has to ask store and cache.</summary>
    public static Activity? StartGate() => Source.StartActivity("two-factor gate");

    /// <summary>The refusal's code, or "ok".</summary>
    public static void End(Activity? activity, string? code)
    {
        activity?.SetTag("two_factor.result", code ?? "ok");
        if (code == TwoFactorErrorCodes.Unavailable)
        {
            activity?.SetStatus(ActivityStatusCode.Error);
        }
    }
}
