using Microsoft.AspNetCore.Http;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.Pages;

/// <summary>A manager whose state a test sets and whose calls it can count. Its right code is 123456.</summary>
internal sealed class FakeManager : IProfileTwoFactorManager, IProfileEnrollmentManager
{
    internal const string ProfileId = "acme";
    internal const string RightCode = "123456";
    internal const string RightBackupCode = "ABCD-EFGH-JKLM-NPQR";

    private int _secrets;

    public bool Enabled { get; set; } = true;

    public bool IsOwner { get; set; }

    public bool IsBound { get; set; }

    public bool Verified { get; set; }

    public bool Fresh { get; set; } = true;

    public int BackupCodesLeft { get; set; }

    /// <summary>The date from which members must verify, while it has not come.</summary>
    public DateTimeOffset? ScheduledFrom { get; set; }

    public ProfilePolicyStatus Rules { get; set; } = SampleRules.Standard;

    public string ProfileName { get; set; } = "Acme Store";

    public List<string> Calls { get; } = [];

    /// <summary>Refusals by the name of the operation.</summary>
    public Dictionary<string, TwoFactorError> Refusals { get; } = [];

    public List<MemberBindingInfo> Members { get; } =
    [
        new("m-owner", "olivia@example.com", MemberBindingState.Bound, TestClock.Noon),
        new("m-mark", "mark@example.com", MemberBindingState.Bound, TestClock.Noon),
        new("m-mei", "mei@example.com", MemberBindingState.NotBound, null),
        new("m-oscar", "oscar@example.com", MemberBindingState.Locked, TestClock.Noon),
    ];

    public static TwoFactorError Error(string code, int status, TimeSpan? retryAfter = null) =>
        new()
        {
            Code = code,
            StatusCode = status,
            Detail = "For developers.",
            RetryAfter = retryAfter,
        };

    /// <summary>The secret of the nth setup that was handed out, from 1.</summary>
    public static string SecretNumber(int number) => $"JBSWY3DPEHPK3PXPJBSWY3DPEHPK3P{number:00}";

    public Task<TwoFactorResult<ProfileTwoFactorStatus>> GetStatusAsync(
        HttpContext context,
        string profileId
    ) => Answer(context, "status", Status);

    public Task<TwoFactorResult<PendingBindingSetup>> BeginBindingAsync(
        HttpContext context,
        string profileId
    ) => Answer(context, "begin", Setup);

    public Task<TwoFactorResult<PendingBindingSetup>> BeginBindingAsync(
        HttpContext context,
        string profileId,
        string proof
    ) => Answer(context, "prove", Setup);

    public Task<TwoFactorResult> SendCodeAsync(HttpContext context, string profileId) =>
        Task.FromResult<TwoFactorResult>(
            Refusal(context, "mail") is { } error ? error : TwoFactorResult.Success
        );

    public Task<TwoFactorResult<IssuedEnrollmentPass>> IssuePassAsync(
        HttpContext context,
        string profileId,
        string memberId
    ) =>
        Answer(
            context,
            $"pass {memberId}",
            () => new IssuedEnrollmentPass("ABCD-EFGH-JKLM-NPQR", TestClock.Noon),
            sensitive: true
        );

    public Task<TwoFactorResult<PendingBindingSetup>> BeginReplacementAsync(
        HttpContext context,
        string profileId
    ) => Answer(context, "replace", Setup, sensitive: true);

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
    ) => Answer(context, "enable", () => Scheduled(enforceFrom, Bound), Wrong(code, RightCode));

    public Task<TwoFactorResult<ProfileTwoFactorStatus>> MoveEnforcementAsync(
        HttpContext context,
        string profileId,
        DateTimeOffset? enforceFrom
    ) => Answer(context, "enforcement", () => Scheduled(enforceFrom, Status), sensitive: true);

    public Task<TwoFactorResult<EnforcementPreview>> PreviewEnforcementAsync(
        HttpContext context,
        string profileId
    ) =>
        Answer(
            context,
            "preview",
            () =>
            {
                var unbound = Members.Where(member => member.BoundAt is null).ToList();
                return new EnforcementPreview
                {
                    Members = Members.Count,
                    Bound = Members.Count - unbound.Count,
                    NotBound = unbound.Count,
                    WouldBeRefused =
                    [
                        .. unbound.Select(one => new UnboundMember(one.MemberId, one.AccountName)),
                    ],
                    Recent = new(TestClock.Noon, 0, 0),
                };
            },
            Enabled && ScheduledFrom is null && !Verified
                ? Error(TwoFactorErrorCodes.VerificationRequired, 401)
                : null
        );

    public Task<TwoFactorResult<QueuedReminders>> RemindMembersAsync(
        HttpContext context,
        string profileId
    ) => Answer(context, "remind", () => new QueuedReminders(1));

    public Task<TwoFactorResult<ProfileTwoFactorStatus>> ConfirmBindingAsync(
        HttpContext context,
        string profileId,
        string? code
    ) => Answer(context, "bind", Bound, Wrong(code, RightCode));

    public Task<TwoFactorResult<VerificationResult>> VerifyAsync(
        HttpContext context,
        string profileId,
        string? code
    ) => Answer(context, "verify", () => Outcome(null), Wrong(code, RightCode));

    public Task<TwoFactorResult<VerificationResult>> VerifyBackupCodeAsync(
        HttpContext context,
        string profileId,
        string? backupCode
    ) =>
        Answer(
            context,
            "backup",
            () => Outcome(--BackupCodesLeft),
            Wrong(backupCode, RightBackupCode)
        );

    public Task<TwoFactorResult<IssuedBackupCodes>> RegenerateBackupCodesAsync(
        HttpContext context,
        string profileId
    ) => Answer(context, "codes", Issue, sensitive: true);

    public Task<TwoFactorResult<ProfileTwoFactorStatus>> DisableAsync(
        HttpContext context,
        string profileId
    ) => Answer(context, "disable", Disable, sensitive: true);

    public Task<TwoFactorResult<IReadOnlyList<MemberBindingInfo>>> ListMembersAsync(
        HttpContext context,
        string profileId
    ) =>
        Task.FromResult<TwoFactorResult<IReadOnlyList<MemberBindingInfo>>>(
            Refusal(context, "members") is { } error ? error
            : Verified || !Enabled ? Members.ToArray()
            : Error(TwoFactorErrorCodes.VerificationRequired, 401)
        );

    public Task<TwoFactorResult> ResetMemberAsync(
        HttpContext context,
        string profileId,
        string memberId
    )
    {
        var error = Refusal(context, $"reset {memberId}") ?? Unproven();
        return Task.FromResult<TwoFactorResult>(error is null ? TwoFactorResult.Success : error);
    }

    private ProfileTwoFactorStatus Scheduled(
        DateTimeOffset? date,
        Func<ProfileTwoFactorStatus> status
    )
    {
        ScheduledFrom = date;
        return status();
    }

    private ProfileTwoFactorStatus Status() =>
        new()
        {
            ProfileId = ProfileId,
            ProfileName = ProfileName,
            Enabled = Enabled,
            EnabledAt = Enabled ? TestClock.Noon : null,
            Enforcement =
                !Enabled ? ProfileEnforcement.Off
                : ScheduledFrom is null ? ProfileEnforcement.Enforced
                : ProfileEnforcement.Scheduled,
            EnforcedFrom = Enabled ? ScheduledFrom ?? TestClock.Noon : null,
            OwnerEmail = "olivia@example.com",
            Policy = Rules,
            You = new()
            {
                IsOwner = IsOwner,
                AccountName = IsOwner ? "olivia@example.com" : "mark@example.com",
                IsBound = IsBound,
                HasAuthenticatorApp = IsBound,
                State =
                    !Enabled || (ScheduledFrom is not null && IsBound)
                        ? MemberTwoFactorState.NotRequired
                    : ScheduledFrom is not null ? MemberTwoFactorState.BindingAdvised
                    : !IsBound ? MemberTwoFactorState.BindingRequired
                    : !Verified ? MemberTwoFactorState.VerificationRequired
                    : MemberTwoFactorState.Verified,
                VerifiedAt = Verified ? TestClock.Noon : null,
                ValidUntil = Verified ? TestClock.Noon.AddDays(1) : null,
                IsFresh = Enabled && IsBound && Verified && Fresh,
                BackupCodesLeft = BackupCodesLeft,
            },
        };

    private PendingBindingSetup Setup()
    {
        var secret = SecretNumber(++_secrets);
        var uri = $"otpauth://totp/Shop%3Amark%40example.com?secret={secret}&issuer=Shop";
        return new()
        {
            Secret = secret,
            OtpAuthUri = uri,
            QrCodeSvg = ProfileTwoFactor.Codes.Internal.QrCodeSvg.Create(uri, "QR code"),
            ExpiresAt = TestClock.Noon.AddMinutes(10),
        };
    }

    private ProfileTwoFactorStatus Bound()
    {
        Enabled = IsBound = Verified = Fresh = true;
        return Status();
    }

    private ProfileTwoFactorStatus Disable()
    {
        Enabled = IsBound = Verified = false;
        return Status();
    }

    private VerificationResult Outcome(int? left)
    {
        Verified = Fresh = true;
        return new(left, Status());
    }

    private IssuedBackupCodes Issue()
    {
        BackupCodesLeft = 10;
        return new([.. Enumerable.Range(0, 10).Select(n => $"QR{n}T-VWXY-Z234-567{n}")]);
    }

    private static TwoFactorError? Wrong(string? code, string right) =>
        Plain(code) == Plain(right) ? null : Error(TwoFactorErrorCodes.InvalidCode, 400);

    private static string? Plain(string? code) =>
        code
            ?.Replace(" ", "", StringComparison.Ordinal)
            .Replace("-", "", StringComparison.Ordinal)
            .ToUpperInvariant();

    private Task<TwoFactorResult<T>> Answer<T>(
        HttpContext context,
        string operation,
        Func<T> succeed,
        TwoFactorError? wrong = null,
        bool sensitive = false
    )
        where T : class
    {
        var error = Refusal(context, operation) ?? (sensitive ? Unproven() : null) ?? wrong;
        return Task.FromResult<TwoFactorResult<T>>(error is null ? succeed() : error);
    }

    private TwoFactorError? Refusal(HttpContext context, string operation)
    {
        Calls.Add(operation);
        return context.User.Identity is { IsAuthenticated: true }
            ? Refusals.GetValueOrDefault(operation)
            : Error(TwoFactorErrorCodes.SignInRequired, 401);
    }

    private TwoFactorError? Unproven() =>
        !Verified ? Error(TwoFactorErrorCodes.VerificationRequired, 401)
        : !Fresh ? Error(TwoFactorErrorCodes.FreshVerificationRequired, 401)
        : null;
}
