namespace ProfileTwoFactor.Passkeys;

/// <summary>What a ceremony found: a value, or nothing.</summary>
/// <param name="Value">Null when the answer was refused; the log says why.</param>
/// <param name="IsReadable">Whether the answer was a credential at all. What can't be read is no attempt.</param>
/// <param name="IsAnswer">Whether it answers the challenge, and on an accepted origin. Anything else is no attempt.</param>
internal readonly record struct PasskeyFinding<T>(T? Value, bool IsReadable, bool IsAnswer = true)
    where T : class
{
    public static PasskeyFinding<T> Of(T value) => new(value, IsReadable: true);

    public static PasskeyFinding<T> Refused { get; } = new(null, IsReadable: true);

    public static PasskeyFinding<T> NoAnswer { get; } =
        new(null, IsReadable: true, IsAnswer: false);

    public static PasskeyFinding<T> Unreadable { get; } = new(null, IsReadable: false);
}
