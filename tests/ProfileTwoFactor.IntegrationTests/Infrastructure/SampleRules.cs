namespace ProfileTwoFactor.IntegrationTests.Infrastructure;

/// <summary>The rules of a profile whose Owner set none, for fakes.</summary>
internal static class SampleRules
{
    public static ProfilePolicyStatus Standard { get; } =
        new()
        {
            WindowLifetime = TimeSpan.FromHours(24),
            AbsoluteLifetime = TimeSpan.FromDays(30),
            SensitiveActionMaxAge = TimeSpan.FromMinutes(10),
            Message = null,
            EnrollmentProof = EnrollmentProof.None,
            AllowedAuthenticators = ["totp"],
            OwnerValues = new(),
            Version = "version-1",
            Bounds = new()
            {
                WindowLifetime = new(TimeSpan.FromMinutes(1), TimeSpan.FromHours(24)),
                AbsoluteLifetime = new(TimeSpan.FromMinutes(1), TimeSpan.FromDays(30)),
                SensitiveActionMaxAge = new(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10)),
                MessageLength = 500,
                EnrollmentProofs = [EnrollmentProof.None, EnrollmentProof.Required],
                Authenticators = ["totp"],
            },
        };
}
