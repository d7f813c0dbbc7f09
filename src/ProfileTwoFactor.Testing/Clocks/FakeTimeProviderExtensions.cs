using Microsoft.Extensions.Time.Testing;

namespace ProfileTwoFactor.Testing;

/// <summary>Moves a test's clock by what matters to one-time codes.</summary>
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
