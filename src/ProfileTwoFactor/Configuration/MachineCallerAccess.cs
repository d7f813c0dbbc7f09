namespace ProfileTwoFactor;

/// <summary>Whether callers without a person, such as API keys, pass the gate of a profile that requires two-factor authentication.</summary>
/// <remarks>The values are ordered: a larger one admits more. It has an effect only if the app names its machine callers, see <see cref="IMachineCallerDirectory"/>.</remarks>
public enum MachineCallerAccess
{
    /// <summary>They are refused.</summary>
    Deny = 0,

    /// <summary>They are admitted while the member who created the key is an active member with an authenticator that the rules of the profile allow.</summary>
    AllowWhileCreatorBound = 1,

    /// <summary>They are admitted. Who has a key needs no second factor.</summary>
    Allow = 2,
}
