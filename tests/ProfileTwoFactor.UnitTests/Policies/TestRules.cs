using ProfileTwoFactor.Policies;

namespace ProfileTwoFactor.UnitTests.Policies;

/// <summary>The values of a profile whose Owner set none.</summary>
internal static class TestRules
{
    public static ProfileRules Create() =>
        new()
        {
            WindowLifetime = TimeSpan.FromDays(1),
            AbsoluteLifetime = null,
            SensitiveActionMaxAge = TimeSpan.FromMinutes(10),
            Message = null,
            EnrollmentProof = EnrollmentProof.None,
            AllowedAuthenticators = [SupportedAuthenticators.Totp],
        };
}
