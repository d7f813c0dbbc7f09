using System.Collections.Frozen;
using Microsoft.OpenApi;
using static ProfileTwoFactor.OpenApi.Internal.CallCodes;
using static ProfileTwoFactor.TwoFactorErrorCodes;

namespace ProfileTwoFactor.OpenApi.Internal;

/// <summary>All calls of the package, by method and path. A test compares them with the endpoints that exist.</summary>
internal static class ApiCalls
{
    public static FrozenDictionary<string, ApiCall> All { get; } =
        Create().ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>All codes with which a call can be refused. Tests send calls and compare what comes back.</summary>
    public static IReadOnlySet<string> CodesOf(string method, string path) =>
        path == "/antiforgery"
            ? new HashSet<string>(StringComparer.Ordinal) { Unavailable }
            : new HashSet<string>(
                [
                    .. Every.Where(code =>
                        code != AccountVerificationRequired
                        || !All[$"{method} {path}"].TakesPartialSignIn
                    ),
                    .. path.StartsWith("/profiles/", StringComparison.Ordinal) ? OfProfile : [],
                    .. method != "GET" ? OfChange : [],
                    .. All[$"{method} {path}"].Codes,
                ],
                StringComparer.Ordinal
            );

    private static Dictionary<string, ApiCall> Create() =>
        new()
        {
            ["GET /antiforgery"] = new(
                "twoFactorGetAntiforgeryToken",
                "Gets the token that calls which change something carry in a header.",
                []
            )
            {
                Answer = ApiSchemas.Antiforgery,
            },
            ["GET /profiles/{sid}"] = Status(
                "GetStatus",
                "Gets the member's view of the profile.",
                []
            ),
            ["GET /profiles/{sid}/members"] = new(
                "twoFactorGetMembers",
                "Lists the members with the state of their authenticators.",
                Sight
            )
            {
                Answer = ApiSchemas.Member,
                IsList = true,
                AnswersCsv = true,
                Query =
                [
                    (
                        "state",
                        JsonSchemaType.String,
                        "Only members of this state: bound, not-bound, locked, or disabled."
                    ),
                    ("count", JsonSchemaType.Integer, "The size of a page, from 1 to 200."),
                    (
                        "after",
                        JsonSchemaType.String,
                        "The id of the last member of the page before."
                    ),
                    ("format", JsonSchemaType.String, "json or csv."),
                ],
            },
            ["GET /profiles/{sid}/history"] = new(
                "twoFactorGetHistory",
                "Gets the security history of the profile.",
                Sight
            )
            {
                Answer = ApiSchemas.History,
                AnswersCsv = true,
                Query =
                [
                    ("from", JsonSchemaType.String, "Only events from this time on, in ISO 8601."),
                    ("until", JsonSchemaType.String, "Only events before this time, in ISO 8601."),
                    ("kind", JsonSchemaType.String, "Only events of this kind."),
                    ("member", JsonSchemaType.String, "Only events about this member."),
                    ("count", JsonSchemaType.Integer, "The number of events."),
                    ("after", JsonSchemaType.String, "The value of next in the page before."),
                    ("format", JsonSchemaType.String, "json or csv."),
                ],
            },
            ["GET /profiles/{sid}/preview"] = new(
                "twoFactorGetPreview",
                "Shows who would be refused if two-factor authentication were enforced now.",
                Sight
            )
            {
                Answer = ApiSchemas.Preview,
            },
            ["GET /profiles/{sid}/windows"] = new(
                "twoFactorGetWindows",
                "Lists the browsers in which the member is verified.",
                Verified
            )
            {
                Answer = ApiSchemas.Window,
                IsList = true,
            },
            ["DELETE /profiles/{sid}/windows"] = Done(
                "EndOtherWindows",
                "Ends the verifications of all other browsers of the member.",
                Verified
            ),
            ["DELETE /profiles/{sid}/windows/{windowId}"] = Done(
                "EndWindow",
                "Ends the verification of one browser of the member.",
                Verified
            ),
            ["POST /profiles/{sid}/windows/revoke"] = Done(
                "RevokeWindows",
                "Has one member, or all members, verify again.",
                [.. Owner, .. Fresh]
            ) with
            {
                Body = ApiSchemas.RevokeBody,
            },
            ["POST /profiles/{sid}/binding"] = Pending(
                "BeginBinding",
                "Begins a binding. The answer is the only one that shows the secret.",
                ApiSchemas.BindingBody,
                [
                    .. Owner,
                    .. Fresh,
                    .. Proof,
                    AlreadyBound,
                    AuthenticatorNotAllowed,
                    TooManyAuthenticators,
                    Conflict,
                ]
            ),
            ["POST /profiles/{sid}/replace"] = Pending(
                "BeginReplacement",
                "Begins a binding in place of the present one.",
                ApiSchemas.ReplacementBody,
                [.. Fresh, AuthenticatorNotAllowed, NotFound, Conflict]
            ),
            ["POST /profiles/{sid}/bind"] = Status(
                "Bind",
                "Confirms a binding with a code of the new authenticator.",
                [
                    .. Code,
                    VerificationRequired,
                    AuthenticatorNotAllowed,
                    NoPendingBinding,
                    NotEnabled,
                    TooManyAuthenticators,
                ]
            ) with
            {
                Body = ApiSchemas.CodeBody,
                BodyIsRequired = true,
            },
            ["POST /profiles/{sid}/enable"] = Status(
                "Enable",
                "Enables two-factor authentication, at once or from a date.",
                [
                    .. Owner,
                    InvalidCode,
                    LockedOut,
                    AuthenticatorNotAllowed,
                    NoPendingBinding,
                    AlreadyEnabled,
                ]
            ) with
            {
                Body = ApiSchemas.EnableBody,
                BodyIsRequired = true,
            },
            ["POST /profiles/{sid}/verify"] = Status(
                "Verify",
                "Verifies this browser or token with a code, a backup code, or a passkey.",
                [.. Code, AuthenticatorNotAllowed, NotEnabled, NotBound]
            ) with
            {
                Body = ApiSchemas.VerifyBody,
                BodyIsRequired = true,
            },
            ["POST /profiles/{sid}/backup-codes"] = Codes(
                "RegenerateBackupCodes",
                [.. Fresh, Conflict]
            ),
            ["POST /profiles/{sid}/disable"] = Status(
                "Disable",
                "Disables two-factor authentication and resets all bindings.",
                [.. Owner, .. Fresh]
            ),
            ["PUT /profiles/{sid}/enforcement"] = Status(
                "MoveEnforcement",
                "Moves the date from which members must verify.",
                [.. Owner, .. Fresh, AlreadyEnforced, Conflict]
            ) with
            {
                Body = ApiSchemas.EnforcementBody,
                BodyIsRequired = true,
            },
            ["PUT /profiles/{sid}/policy"] = Status(
                "ChangePolicy",
                "Changes the rules of the profile that the body names.",
                [.. Owner, .. Fresh, Conflict]
            ) with
            {
                Body = ApiSchemas.PolicyBody,
            },
            ["POST /profiles/{sid}/remind"] = new(
                "twoFactorRemindMembers",
                "Mails a reminder to each member without an authenticator.",
                [.. Owner, .. Verified, TooManyReminders]
            )
            {
                Success = 202,
                Answer = ApiSchemas.Reminders,
            },
            ["POST /profiles/{sid}/enrollment/email"] = Done(
                "MailEnrollmentCode",
                "Mails a code that proves a first binding.",
                [.. Owner, AlreadyBound, LockedOut, Conflict]
            ) with
            {
                Success = 202,
            },
            ["POST /profiles/{sid}/members/{memberId}/enrollment-pass"] = new(
                "twoFactorIssueEnrollmentPass",
                "Issues a pass that proves a first binding of a member.",
                [.. Owner, .. Fresh, AlreadyBound, Conflict]
            )
            {
                Answer = ApiSchemas.EnrollmentPass,
            },
            ["POST /profiles/{sid}/members/{memberId}/reset"] = Done(
                "ResetMember",
                "Removes the binding of a member, who then binds again.",
                [.. Owner, .. Fresh, Conflict]
            ),
            ["GET /profiles/{sid}/authenticators"] = List("GetAuthenticators"),
            ["PATCH /profiles/{sid}/authenticators/{authenticatorId}"] = Rename(
                "RenameAuthenticator"
            ),
            ["DELETE /profiles/{sid}/authenticators/{authenticatorId}"] = Remove(
                "RemoveAuthenticator"
            ),
            ["POST /profiles/{sid}/passkeys/options"] = Prompt(
                "BeginPasskey",
                [
                    .. Owner,
                    .. Proof,
                    VerificationRequired,
                    FreshVerificationRequired,
                    AuthenticatorNotAllowed,
                    TooManyAuthenticators,
                ]
            ) with
            {
                Body = ApiSchemas.PasskeyBody,
            },
            ["POST /profiles/{sid}/passkeys"] = Status(
                "BindPasskey",
                "Binds the passkey that the browser created.",
                [
                    .. Code,
                    VerificationRequired,
                    AuthenticatorNotAllowed,
                    NoPendingBinding,
                    NotEnabled,
                    TooManyAuthenticators,
                ]
            ) with
            {
                Body = ApiSchemas.CredentialBody,
                BodyIsRequired = true,
            },
            ["POST /profiles/{sid}/passkeys/assertion-options"] = Prompt(
                "BeginPasskeyVerification",
                [.. Counted, NotEnabled, NotBound, AuthenticatorNotAllowed]
            ),
            ["GET /account"] = Account("GetAccount", "Gets the state of the account.", []),
            ["POST /account/binding"] = Pending(
                "BeginAccountBinding",
                "Begins the set-up of the account's authenticator.",
                ApiSchemas.AccountBindingBody,
                [.. Fresh, AlreadyEnabled, TooManyAuthenticators, Conflict]
            ),
            ["POST /account/enable"] = new(
                "twoFactorEnableAccount",
                "Confirms the account's authenticator with its first code.",
                [
                    .. Code,
                    VerificationRequired,
                    NoPendingBinding,
                    AlreadyEnabled,
                    TooManyAuthenticators,
                    Conflict,
                ]
            )
            {
                Answer = ApiSchemas.AccountEnabled,
                Body = ApiSchemas.AccountEnableBody,
                BodyIsRequired = true,
            },
            ["POST /account/replace"] = Pending(
                "BeginAccountReplacement",
                "Begins a new authenticator in place of the present one.",
                ApiSchemas.ReplacementBody,
                [.. Fresh, NotFound, Conflict]
            ),
            ["POST /account/backup-codes"] = Codes(
                "RegenerateAccountBackupCodes",
                [.. Fresh, Conflict]
            ),
            ["POST /account/disable"] = new(
                "twoFactorDisableAccount",
                "Switches two-factor authentication of the account off.",
                [.. Fresh, Conflict]
            )
            {
                Answer = ApiSchemas.AccountDisabled,
            },
            ["POST /account/verify"] = Done(
                "VerifyAccount",
                "Completes a sign-in, or verifies the account again.",
                [.. Code, VerificationRequired, NotEnabled, NotBound]
            ) with
            {
                Body = ApiSchemas.VerifyBody,
                BodyIsRequired = true,
                TakesPartialSignIn = true,
            },
            ["GET /account/authenticators"] = List("GetAccountAuthenticators"),
            ["PATCH /account/authenticators/{authenticatorId}"] = Rename(
                "RenameAccountAuthenticator"
            ),
            ["DELETE /account/authenticators/{authenticatorId}"] = Remove(
                "RemoveAccountAuthenticator"
            ),
            ["POST /account/passkeys/options"] = Prompt(
                "BeginAccountPasskey",
                [VerificationRequired, FreshVerificationRequired, TooManyAuthenticators]
            ),
            ["POST /account/passkeys"] = Account(
                "BindAccountPasskey",
                "Binds the passkey that the browser created.",
                [.. Code, VerificationRequired, NoPendingBinding, NotEnabled, TooManyAuthenticators]
            ) with
            {
                Body = ApiSchemas.CredentialBody,
                BodyIsRequired = true,
            },
            ["POST /account/passkeys/assertion-options"] = Prompt(
                "BeginAccountPasskeyVerification",
                [.. Counted, NotEnabled, NotBound]
            ) with
            {
                TakesPartialSignIn = true,
            },
        };

    private static ApiCall Status(string id, string summary, string[] codes) =>
        new($"twoFactor{id}", summary, codes) { Answer = ApiSchemas.Status };

    private static ApiCall Account(string id, string summary, string[] codes) =>
        new($"twoFactor{id}", summary, codes) { Answer = ApiSchemas.Account };

    private static ApiCall Pending(string id, string summary, string body, string[] codes) =>
        new($"twoFactor{id}", summary, codes) { Answer = ApiSchemas.PendingBinding, Body = body };

    private static ApiCall Codes(string id, string[] codes) =>
        new($"twoFactor{id}", "Issues ten new backup codes in place of all earlier ones.", codes)
        {
            Answer = ApiSchemas.BackupCodes,
        };

    private static ApiCall Done(string id, string summary, string[] codes) =>
        new($"twoFactor{id}", summary, codes) { Success = 204 };

    private static ApiCall Prompt(string id, string[] codes) =>
        new($"twoFactor{id}", "Gets the WebAuthn options for the browser.", codes)
        {
            Answer = ApiSchemas.PasskeyOptions,
        };

    private static ApiCall List(string id) =>
        new($"twoFactor{id}", "Lists the authenticators.", Verified)
        {
            Answer = ApiSchemas.Authenticator,
            IsList = true,
        };

    private static ApiCall Rename(string id) =>
        Done(id, "Renames an authenticator.", [.. Verified, NotFound]) with
        {
            Body = ApiSchemas.NameBody,
            BodyIsRequired = true,
        };

    private static ApiCall Remove(string id) =>
        Done(id, "Removes an authenticator.", [.. Fresh, NotFound, LastAuthenticator, Conflict]);
}
