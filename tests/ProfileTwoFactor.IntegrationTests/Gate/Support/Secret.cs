namespace ProfileTwoFactor.IntegrationTests.Gate.Support;

/// <summary>What gated endpoints give away when they run.</summary>
public static class Secret
{
    public const string Text = "what-only-members-may-see";

    private static int _reveals;

    /// <summary>How often any endpoint's own code ran. Only for tests of a collection of their own.</summary>
    public static int Reveals => Volatile.Read(ref _reveals);

    public static string Reveal()
    {
        Interlocked.Increment(ref _reveals);
        return Text;
    }
}
