using ProfileTwoFactor.Outcomes.Internal;

namespace ProfileTwoFactor.IntegrationTests.Endpoints;

/// <summary>The refusal table of the contract.</summary>
internal static class KnownRefusals
{
    public const string Bind = "/two-factor/profiles/acme/bind";
    public const string Verify = "/two-factor/profiles/acme/verify";

    public static TheoryData<string, int> Codes =>
        new()
        {
            { "sign-in-required", 401 },
            { "binding-required", 401 },
            { "verification-required", 401 },
            { "fresh-verification-required", 401 },
            { "account-verification-required", 401 },
            { "invalid-code", 400 },
            { "antiforgery", 400 },
            { "invalid-request", 400 },
            { "not-a-member", 403 },
            { "not-owner", 403 },
            { "not-found", 404 },
            { "already-enabled", 409 },
            { "not-enabled", 409 },
            { "already-bound", 409 },
            { "not-bound", 409 },
            { "no-pending-binding", 409 },
            { "conflict", 409 },
            { "locked-out", 429 },
            { "binding-disabled", 423 },
            { "two-factor-unavailable", 503 },
        };

    public static TwoFactorError Error(string code) =>
        code switch
        {
            "sign-in-required" => TwoFactorErrors.SignInRequired(),
            "binding-required" => TwoFactorErrors.BindingRequired(
                "acme",
                Bind,
                "olivia@example.com"
            ),
            "verification-required" => TwoFactorErrors.VerificationRequired("acme", Verify),
            "fresh-verification-required" => TwoFactorErrors.FreshVerificationRequired(
                "acme",
                Verify,
                TimeSpan.FromMinutes(10)
            ),
            "account-verification-required" => TwoFactorErrors.AccountVerificationRequired(
                "/two-factor/account/verify"
            ),
            "invalid-code" => TwoFactorErrors.InvalidCode(),
            "antiforgery" => TwoFactorErrors.Antiforgery(),
            "invalid-request" => TwoFactorErrors.InvalidRequest("No."),
            "not-a-member" => TwoFactorErrors.NotAMember(),
            "not-owner" => TwoFactorErrors.NotOwner(),
            "not-found" => TwoFactorErrors.NotFound(),
            "already-enabled" => TwoFactorErrors.AlreadyEnabled(),
            "not-enabled" => TwoFactorErrors.NotEnabled(),
            "already-bound" => TwoFactorErrors.AlreadyBound(),
            "not-bound" => TwoFactorErrors.NotBound(),
            "no-pending-binding" => TwoFactorErrors.NoPendingBinding(),
            "conflict" => TwoFactorErrors.Conflict("No."),
            "locked-out" => TwoFactorErrors.LockedOut(TimeSpan.FromSeconds(30)),
            "binding-disabled" => TwoFactorErrors.BindingDisabled(),
            "two-factor-unavailable" => TwoFactorErrors.Unavailable(),
            _ => throw new ArgumentOutOfRangeException(nameof(code)),
        };
}
