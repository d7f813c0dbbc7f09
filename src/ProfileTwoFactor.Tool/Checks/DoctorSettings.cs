using ProfileTwoFactor.Tool.Keys;

namespace ProfileTwoFactor.Tool.Checks;

/// <summary>What else is looked at besides the database.</summary>
/// <param name="Keys">The key ring.</param>
/// <param name="Redis">Its connection string. Null if it isn't looked at.</param>
/// <param name="SmtpHost">The mail server. Null if it isn't looked at.</param>
/// <param name="SmtpPort">Its port.</param>
internal sealed record DoctorSettings(
    KeySettings Keys,
    string? Redis,
    string? SmtpHost,
    int SmtpPort
)
{
    /// <summary>The connection string may hold a password.</summary>
    public override string ToString() => nameof(DoctorSettings);
}
