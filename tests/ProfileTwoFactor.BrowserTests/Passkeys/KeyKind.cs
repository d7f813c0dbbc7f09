namespace ProfileTwoFactor.BrowserTests.Passkeys;

/// <summary>The authenticators that people have.</summary>
public enum KeyKind
{
    /// <summary>A phone or a laptop, which verifies its person.</summary>
    Internal,

    /// <summary>A security key without a PIN.</summary>
    Usb,

    /// <summary>A security key of the U2F era.</summary>
    U2F,
}
