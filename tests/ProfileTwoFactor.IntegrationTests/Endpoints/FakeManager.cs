using Microsoft.AspNetCore.Http;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

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
            Enforcement = ProfileEnforcement.Enforced,
            EnforcedFrom = At,
            OwnerEmail = "olivia@example.com",
            Policy = SampleRules.Standard,
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
    ) => EnableAsync(context, profileId, code, enforceFrom: null);

    public Task<TwoFactorResult<ProfileTwoFactorStatus>> EnableAsync(
        HttpContext context,
        string profileId,
        string? code,
        DateTimeOffset? enforceFrom
    ) => Answer<ProfileTwoFactorStatus>($"enable {profileId} {code}{From(enforceFrom)}", Status);

    public Task<TwoFactorResult<ProfileTwoFactorStatus>> MoveEnforcementAsync(
        HttpContext context,
        string profileId,
        DateTimeOffset? enforceFrom
    ) => Answer<ProfileTwoFactorStatus>($"enforcement {profileId}{From(enforceFrom)}", Status);

    public Task<TwoFactorResult<EnforcementPreview>> PreviewEnforcementAsync(
        HttpContext context,
        string profileId
    ) =>
        Answer<EnforcementPreview>(
            $"preview {profileId}",
            new EnforcementPreview
            {
                Members = 4,
                Bound = 3,
                NotBound = 1,
                WouldBeRefused = [new("m2", "mark@example.com")],
                Recent = new(At, 7, 2),
            }
        );

    public Task<TwoFactorResult<QueuedReminders>> RemindMembersAsync(
        HttpContext context,
        string profileId
    ) => Answer<QueuedReminders>($"remind {profileId}", new QueuedReminders(3));

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

    private static string From(DateTimeOffset? date) =>
        date is { } from ? $" from {from.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}" : "";

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
