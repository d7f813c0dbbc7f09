using Microsoft.OpenApi;
using static ProfileTwoFactor.OpenApi.Internal.SchemaParts;

namespace ProfileTwoFactor.OpenApi.Internal;

/// <summary>The shapes of bodies and answers, by their names in documents. A test compares them with what the package writes.</summary>
/// <remarks>Written by hand: schemas made from types would follow the app's JSON settings, which the package's answers don't.</remarks>
internal static class ApiSchemas
{
    public const string Problem = "TwoFactorProblem";
    public const string Antiforgery = "TwoFactorAntiforgery";
    public const string Status = "TwoFactorStatus";
    public const string Policy = "TwoFactorPolicy";
    public const string PolicyLimits = "TwoFactorPolicyLimits";
    public const string DurationLimits = "TwoFactorDurationLimits";
    public const string MemberStatus = "TwoFactorMemberStatus";
    public const string PendingBinding = "TwoFactorPendingBinding";
    public const string BackupCodes = "TwoFactorBackupCodes";
    public const string Member = "TwoFactorMember";
    public const string PassState = "TwoFactorEnrollmentPassState";
    public const string EnrollmentPass = "TwoFactorEnrollmentPass";
    public const string Authenticator = "TwoFactorAuthenticator";
    public const string Window = "TwoFactorWindow";
    public const string History = "TwoFactorHistory";
    public const string HistoryEntry = "TwoFactorHistoryEntry";
    public const string Preview = "TwoFactorPreview";
    public const string UnboundMember = "TwoFactorUnboundMember";
    public const string Recent = "TwoFactorRecent";
    public const string MachineCaller = "TwoFactorMachineCaller";
    public const string Reminders = "TwoFactorReminders";
    public const string Account = "TwoFactorAccount";
    public const string AccountEnabled = "TwoFactorAccountEnabled";
    public const string AccountDisabled = "TwoFactorAccountDisabled";
    public const string PasskeyOptions = "TwoFactorPasskeyOptions";
    public const string CodeBody = "TwoFactorCodeBody";
    public const string VerifyBody = "TwoFactorVerifyBody";
    public const string EnableBody = "TwoFactorEnableBody";
    public const string AccountEnableBody = "TwoFactorAccountEnableBody";
    public const string BindingBody = "TwoFactorBindingBody";
    public const string AccountBindingBody = "TwoFactorAccountBindingBody";
    public const string ReplacementBody = "TwoFactorReplacementBody";
    public const string EnforcementBody = "TwoFactorEnforcementBody";
    public const string PolicyBody = "TwoFactorPolicyBody";
    public const string RevokeBody = "TwoFactorRevokeBody";
    public const string NameBody = "TwoFactorNameBody";
    public const string CredentialBody = "TwoFactorCredentialBody";
    public const string PasskeyBody = "TwoFactorPasskeyBody";

    /// <summary>Adds all schemas to a document. One that the document has already stays: a second call, or an app that describes it better.</summary>
    public static void AddTo(OpenApiDocument document, HostFeatures features)
    {
        var schemas = Create(document);
        if (!features.Passkeys)
        {
            schemas[VerifyBody].Properties!.Remove("passkey");
            foreach (var body in new[] { EnableBody, AccountEnableBody })
            {
                schemas[body].Properties!.Remove("credential");
                // Of a passkey: an app got its name when its binding began.
                schemas[body].Properties!.Remove("name");
            }
        }

        foreach (var (name, schema) in schemas)
        {
            if (document.Components?.Schemas?.ContainsKey(name) != true)
            {
                document.AddComponent<IOpenApiSchema>(name, schema);
            }
        }
    }

    /// <summary>New objects each time: documents are changed by their transformers.</summary>
    public static Dictionary<string, OpenApiSchema> Create(OpenApiDocument document)
    {
        return new(StringComparer.Ordinal)
        {
            [Problem] = Object(
                Required("type", Text("urn:profile-two-factor: followed by the code.")),
                Required("title", Text()),
                Required("status", Integer()),
                Required("detail", Text("For developers.")),
                Required("code", OneOf([.. ErrorStatuses.All.Keys.Order(StringComparer.Ordinal)])),
                ("profileId", Text()),
                ("action", OneOf("bind", "verify")),
                ("actionUrl", Text("The page on which a person can do it.")),
                ("ownerEmail", Text()),
                ("ownerMessage", Text("The Owner's message to members, as plain text.")),
                ("retryAfter", Integer("Seconds.")),
                ("reason", OneOf("wrong-codes", "after-change")),
                ("maxAge", Integer("Seconds.")),
                ("methods", List(Text("email, pass, authenticator, or backup-code.")))
            ),
            [Antiforgery] = Object(Required("headerName", Text()), Required("token", Text())),
            [Status] = Object(
                Required("profileId", Text()),
                Required("profileName", Text()),
                Required("enabled", Flag()),
                Required("enabledAt", OrNull(Time())),
                Required("enforcement", OneOf("off", "scheduled", "enforced")),
                Required("enforcedFrom", OrNull(Time())),
                Required("ownerEmail", Text()),
                Required("policy", Of(Policy)),
                Required("you", Of(MemberStatus)),
                ("backupCodesLeft", Integer("Only in the answer to a backup code."))
            ),
            [Policy] = Object(
                Required("window", Integer("Seconds.")),
                Required("absoluteLifetime", OrNull(Integer("Seconds; null for no limit."))),
                Required("sensitiveActionMaxAge", Integer("Seconds.")),
                Required("message", OrNull(Text())),
                Required("enrollmentProof", OneOf("none", "required")),
                Required("allowedAuthenticators", List(Text())),
                ("machineCallers", OneOf("deny", "allow-while-creator-bound", "allow")),
                ("upstreamProof", OneOf("deny", "allow")),
                Required("setByOwner", List(Text())),
                Required("limits", Of(PolicyLimits)),
                Required("version", Text())
            ),
            [PolicyLimits] = Object(
                Required("window", Of(DurationLimits)),
                Required("absoluteLifetime", Of(DurationLimits)),
                Required("sensitiveActionMaxAge", Of(DurationLimits)),
                Required("messageLength", Integer()),
                Required("enrollmentProof", List(Text())),
                Required("allowedAuthenticators", List(Text())),
                ("machineCallers", List(Text())),
                ("upstreamProof", List(Text()))
            ),
            [DurationLimits] = Object(
                Required("minimum", Integer("Seconds.")),
                Required("maximum", Integer("Seconds."))
            ),
            [MemberStatus] = Object(
                Required("role", OneOf("owner", "member")),
                Required(
                    "state",
                    OneOf(
                        "not-required",
                        "binding-required",
                        "binding-advised",
                        "verification-required",
                        "verified"
                    )
                ),
                Required("verifiedAt", OrNull(Time())),
                Required("validUntil", OrNull(Time())),
                Required("backupCodesLeft", Integer()),
                ("fresh", Flag("Recent enough for sensitive actions. Absent otherwise.")),
                ("passkey", Flag("The member has a passkey that can be used. Absent otherwise.")),
                ("recoveringUntil", Time()),
                ("upstreamUntil", Time("Until when the sign-in service stands in for a code."))
            ),
            [PendingBinding] = Object(
                Required("secret", Text("Shown once.")),
                Required("otpauthUri", Text()),
                Required("qrCodeSvg", Text()),
                Required("expiresAt", Time())
            ),
            [BackupCodes] = Object(Required("backupCodes", List(Text()))),
            [Member] = Object(
                Required("memberId", Text()),
                Required("accountName", Text()),
                Required("state", OneOf("bound", "not-bound", "locked", "disabled")),
                Required("boundAt", OrNull(Time())),
                ("enrollmentPass", Of(PassState))
            ),
            [PassState] = Object(
                Required("state", OneOf("issued", "used", "expired")),
                Required("expiresAt", Time())
            ),
            [EnrollmentPass] = Object(
                Required("pass", Text("Shown once.")),
                Required("expiresAt", Time())
            ),
            [Authenticator] = Object(
                Required("id", Text()),
                Required("kind", Text("totp or passkey.")),
                Required("name", Text()),
                Required("boundAt", Time()),
                Required("lastUsedAt", OrNull(Time())),
                Required("state", Text()),
                Required("current", Flag())
            ),
            [Window] = Object(
                Required("id", Text()),
                Required("openedAt", Time()),
                Required("lastActiveAt", OrNull(Time())),
                Required("client", OrNull(Text())),
                Required("current", Flag())
            ),
            [History] = Object(
                Required("entries", List(Of(HistoryEntry))),
                Required("next", OrNull(Text()))
            ),
            [HistoryEntry] = Object(
                Required("id", Text()),
                Required("kind", Text()),
                Required("time", Time()),
                Required("memberId", Text()),
                Required("accountName", Text()),
                Required("actorMemberId", OrNull(Text())),
                Required("actorAccountName", OrNull(Text())),
                Required("byOperator", Flag()),
                Required("client", OrNull(Text())),
                Required("count", OrNull(Integer())),
                Required("removal", OrNull(Text())),
                Required("reason", OrNull(Text()))
            ),
            [Preview] = Object(
                Required("members", Integer()),
                Required("bound", Integer()),
                Required("notBound", Integer()),
                Required("wouldBeRefused", List(Of(UnboundMember))),
                Required("recent", Of(Recent)),
                ("machineCallers", List(Of(MachineCaller))),
                ("moreMachineCallers", Flag())
            ),
            [UnboundMember] = Object(Required("memberId", Text()), Required("accountName", Text())),
            [Recent] = Object(
                Required("since", Time()),
                Required("requests", Integer()),
                Required("members", Integer())
            ),
            [MachineCaller] = Object(
                Required("keyId", Text()),
                Required("name", OrNull(Text())),
                Required("creatorMemberId", OrNull(Text())),
                Required("wouldBeRefused", Flag())
            ),
            [Reminders] = Object(Required("queued", Integer())),
            [Account] = Object(
                Required("accountName", Text()),
                Required("enabled", Flag()),
                Required("enabledAt", OrNull(Time())),
                Required("backupCodesLeft", Integer()),
                ("passkey", Flag("The account has a passkey that can be used. Absent otherwise."))
            ),
            [AccountEnabled] = Object(
                Required("enabled", Flag()),
                Required("backupCodes", List(Text()))
            ),
            [AccountDisabled] = Object(Required("enabled", Flag())),
            [PasskeyOptions] = Any("The options of WebAuthn, for navigator.credentials."),
            [CodeBody] = Object(Required("code", Text("Six digits."))),
            [VerifyBody] = Object(
                ("code", Text("Six digits.")),
                ("backupCode", Text()),
                (
                    "passkey",
                    Any("The credential of WebAuthn, as PublicKeyCredential.toJSON() returns it.")
                )
            ),
            [EnableBody] = Object(
                ("code", Text("Six digits.")),
                ("credential", Any("The credential of WebAuthn, in place of a code.")),
                ("name", OrNull(Text("The name of the authenticator."))),
                ("enforceFrom", OrNull(Time("When members must verify; null for at once.")))
            ),
            [AccountEnableBody] = Object(
                ("code", Text("Six digits.")),
                ("credential", Any("The credential of WebAuthn, in place of a code.")),
                ("name", OrNull(Text("The name of the authenticator.")))
            ),
            [BindingBody] = Object(
                ("proof", Text("A mailed code or a pass, where one is required.")),
                ("name", OrNull(Text("The name of the authenticator."))),
                ("add", Flag("Add an authenticator to those that are bound."))
            ),
            [AccountBindingBody] = Object(
                ("name", OrNull(Text("The name of the authenticator."))),
                ("add", Flag("Add an authenticator to those that are bound."))
            ),
            [ReplacementBody] = Object(
                (
                    "authenticator",
                    Text(
                        "The id of the authenticator to replace. Absent: the one that this browser was verified with."
                    )
                )
            ),
            [EnforcementBody] = Object(Required("enforceFrom", OrNull(Time("Null for now.")))),
            [PolicyBody] = Object(
                ("window", OrNull(Integer("Seconds."))),
                ("absoluteLifetime", OrNull(Integer("Seconds."))),
                ("sensitiveActionMaxAge", OrNull(Integer("Seconds."))),
                ("message", OrNull(Text())),
                ("enrollmentProof", OrNull(Text("none or required."))),
                ("allowedAuthenticators", OrNull(List(Text("totp or passkey.")))),
                ("machineCallers", OrNull(Text("deny, allow-while-creator-bound, or allow."))),
                ("upstreamProof", OrNull(Text("deny or allow."))),
                ("version", OrNull(Text("The version in the status.")))
            ),
            [RevokeBody] = Object(("memberId", OrNull(Text("Null for all members.")))),
            [NameBody] = Object(Required("name", Text())),
            [CredentialBody] = Object(
                Required("credential", Any("The credential of WebAuthn.")),
                ("name", OrNull(Text("The name of the passkey.")))
            ),
            [PasskeyBody] = Object(
                ("proof", Text("A mailed code or a pass, where one is required."))
            ),
        };

        OpenApiSchemaReference Of(string name) => new(name, document);
    }
}
