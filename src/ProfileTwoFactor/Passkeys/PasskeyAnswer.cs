namespace ProfileTwoFactor.Passkeys;

/// <summary>What a browser answered to a challenge. Not a record, so that it isn't printed by accident.</summary>
internal sealed class PasskeyAnswer(string credential, string state)
{
    /// <summary>With a statement about the authenticator, a new credential has some kilobytes.</summary>
    public const int LongestCredential = 16384;

    /// <summary>The browser's credential, as JSON.</summary>
    public string Credential { get; } = credential;

    /// <summary>The state of the challenge.</summary>
    public string State { get; } = state;
}
