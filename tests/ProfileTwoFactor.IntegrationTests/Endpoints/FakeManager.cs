using Microsoft.AspNetCore.Http;

namespace ProfileTwoFactor.IntegrationTests.Endpoints;

/// <summary>Writes down what reached it and answers what a test told it to.</summary>
internal sealed class FakeManager : IProfileTwoFactorManager
{
    public static readonly DateTimeOffset At = new(2026, 11, 22, 5, 0, 0, TimeSpan.FromHours(1));

    public List<string> Calls { get; } = [];

    public TwoFactorError? Refusal { get; set; }

    public Exception? Failure { get; set; }

    public ProfileTwoFactorStatus Status { get; set; } =
        new()
        {
            ProfileId = "acme",
            ProfileName = "Acme Store",
            Enabled = true,
            EnabledAt = At,
            OwnerEmail = "olivia@example.com",
            You = new()
            {
                IsOwner = true,
                AccountName = "olivia@example.com",
                IsBound = true,
                State = MemberTwoFactorState.Verified,
                VerifiedAt = At,
                ValidUntil = At.AddHours(24),
                BackupCodesLeft = 10,
            },
        };

    public Task<TwoFactorResult<ProfileTwoFactorStatus>> GetStatusAsync(
        HttpContext context,
        string profileId
    ) => Answer<ProfileTwoFactorStatus>($"status {profileId}", Status);

    public Task<TwoFactorResult<PendingBindingSetup>> BeginBindingAsync(
        HttpContext context,
        string profileId
    ) => Answer<PendingBindingSetup>($"binding {profileId}", Setup());

    public Task<TwoFactorResult<PendingBindingSetup>> BeginReplacementAsync(
        HttpContext context,
        string profileId
    ) => Answer<PendingBindingSetup>($"replace {profileId}", Setup());

    public Task<TwoFactorResult<ProfileTwoFactorStatus>> EnableAsync(
        HttpContext context,
        string profileId,
        string? code
    ) => Answer<ProfileTwoFactorStatus>($"enable {profileId} {code}", Status);

    public Task<TwoFactorResult<ProfileTwoFactorStatus>> ConfirmBindingAsync(
        HttpContext context,
        string profileId,
        string? code
    ) => Answer<ProfileTwoFactorStatus>($"bind {profileId} {code}", Status);

    public Task<TwoFactorResult<VerificationResult>> VerifyAsync(
        HttpContext context,
        string profileId,
        string? code
    ) =>
        Answer<VerificationResult>(
            $"verify {profileId} {code}",
            new VerificationResult(null, Status)
        );

    public Task<TwoFactorResult<VerificationResult>> VerifyBackupCodeAsync(
        HttpContext context,
        string profileId,
        string? backupCode
    ) =>
        Answer<VerificationResult>(
            $"backup {profileId} {backupCode}",
            new VerificationResult(9, Status)
        );

    public Task<TwoFactorResult<IssuedBackupCodes>> RegenerateBackupCodesAsync(
        HttpContext context,
        string profileId
    ) =>
        Answer<IssuedBackupCodes>(
            $"backup-codes {profileId}",
            new IssuedBackupCodes(["aaaa-bbbb", "cccc-dddd"])
        );

    public Task<TwoFactorResult<ProfileTwoFactorStatus>> DisableAsync(
        HttpContext context,
        string profileId
    ) => Answer<ProfileTwoFactorStatus>($"disable {profileId}", Status);

    public Task<TwoFactorResult<IReadOnlyList<MemberBindingInfo>>> ListMembersAsync(
        HttpContext context,
        string profileId
    ) =>
        Answer(
            $"members {profileId}",
            TwoFactorResult<IReadOnlyList<MemberBindingInfo>>.Success([
                new("m1", "olivia@example.com", MemberBindingState.Bound, At),
                new("m2", "mark@example.com", MemberBindingState.NotBound, null),
                new("m3", "mei@example.com", MemberBindingState.Locked, At),
                new("m4", "oscar@example.com", MemberBindingState.Disabled, At),
            ])
        );

    public Task<TwoFactorResult> ResetMemberAsync(
        HttpContext context,
        string profileId,
        string memberId
    )
    {
        Calls.Add($"reset {profileId} {memberId}");
        return Failure is not null
            ? Task.FromException<TwoFactorResult>(Failure)
            : Task.FromResult(Refusal is { } refusal ? refusal : TwoFactorResult.Success);
    }

    private Task<TwoFactorResult<T>> Answer<T>(string call, TwoFactorResult<T> success)
        where T : class
    {
        Calls.Add(call);
        return Failure is not null
            ? Task.FromException<TwoFactorResult<T>>(Failure)
            : Task.FromResult(Refusal is { } refusal ? refusal : success);
    }

    private static PendingBindingSetup Setup() =>
        new()
        {
            Secret = "JBSWY3DPEHPK3PXP",
            OtpAuthUri = "otpauth://totp/x?secret=JBSWY3DPEHPK3PXP",
            QrCodeSvg = "<svg role=\"img\"></svg>",
            ExpiresAt = At.AddMinutes(10),
        };
}
