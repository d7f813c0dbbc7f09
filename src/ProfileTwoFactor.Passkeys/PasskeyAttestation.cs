namespace ProfileTwoFactor.Passkeys;

/// <summary>The statement about an authenticator's model that browsers are asked for.</summary>
public enum PasskeyAttestation
{
    /// <summary>No statement.</summary>
    None = 0,

    /// <summary>A statement that the browser may make anonymous.</summary>
    Indirect,

    /// <summary>The authenticator's own statement.</summary>
    Direct,

    /// <summary>A statement that may identify the single device. Browsers give it only on managed devices.</summary>
    Enterprise,
}
