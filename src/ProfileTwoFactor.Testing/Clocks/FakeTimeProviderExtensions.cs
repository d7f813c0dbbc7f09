using Microsoft.Extensions.Time.Testing;

namespace ProfileTwoFactor.Testing;

/// <summary>Advances a test clock by time steps of one-time codes.</summary>
public static class FakeTimeProviderExtensions
{
    /// <summary>Advances the clock by 30 seconds, so that an authenticator shows another code.</summary>
    /// <param name="clock">The clock of the host under test.</param>
    public static void NextStep(this FakeTimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(clock);
        clock.Advance(TimeSpan.FromSeconds(FakeAuthenticator.StepSeconds));
    }
}
