namespace ProfileTwoFactor.Bindings;

/// <summary>Authentication methods by their names in RFC 8176.</summary>
internal static class ProofMethodExtensions
{
    /// <summary>The method itself. A backup code has none there: it only says that there was more than one factor.</summary>
    public static string? Name(this ProofMethod method) =>
        method switch
        {
            ProofMethod.Code => "otp",
            ProofMethod.HardwareKey => "hwk",
            ProofMethod.SoftwareKey => "swk",
            _ => null,
        };
}
