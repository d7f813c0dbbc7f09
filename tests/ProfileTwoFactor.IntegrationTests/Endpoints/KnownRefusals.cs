using ProfileTwoFactor.Outcomes.Internal;

namespace ProfileTwoFactor.IntegrationTests.Endpoints;

/// <summary>The refusal table of the contract.</summary>
internal static class KnownRefusals
{
    public const string Bind = "/two-factor/profiles/acme/bind";
    public const string Verify = "/two-factor/profiles/acme/verify";

    public static IReadOnlyDictionary<string, int> Statuses { get; } =
        new Dictionary<string, int>
        {
            ["sign-in-required"] = 401,
            ["binding-required"] = 401,
            ["verification-required"] = 401,
            ["fresh-verification-required"] = 401,
            ["account-verification-required"] = 401,
            ["invalid-code"] = 400,
            ["antiforgery"] = 400,
            ["invalid-request"] = 400,
            ["not-a-member"] = 403,
            ["not-owner"] = 403,
            ["not-found"] = 404,
            ["already-enabled"] = 409,
            ["not-enabled"] = 409,
            ["already-bound"] = 409,
            ["not-bound"] = 409,
            ["no-pending-binding"] = 409,
            ["conflict"] = 409,
            ["locked-out"] = 429,
            ["binding-disabled"] = 423,
            ["two-factor-unavailable"] = 503,
        };

    public static TheoryData<string, int> Codes
    {
        get
        {
            var codes = new TheoryData<string, int>();
            foreach (var (code, status) in Statuses)
            {
                codes.Add(code, status);
            }

            return codes;
        }
    }

    public static TwoFactorError Error(string code) =>
        code switch
        {
            "sign-in-required" => TwoFactorErrorFactory.SignInRequired(),
            "binding-required" => TwoFactorErrorFactory.BindingRequired(
                "acme",
                Bind,
                "olivia@example.com"
            ),
            "verification-required" => TwoFactorErrorFactory.VerificationRequired("acme", Verify),
            "fresh-verification-required" => TwoFactorErrorFactory.FreshVerificationRequired(
                "acme",
                Verify,
                TimeSpan.FromMinutes(10)
            ),
            "account-verification-required" => TwoFactorErrorFactory.AccountVerificationRequired(
                "/two-factor/account/verify"
            ),
            "invalid-code" => TwoFactorErrorFactory.InvalidCode(),
            "antiforgery" => TwoFactorErrorFactory.Antiforgery(),
            "invalid-request" => TwoFactorErrorFactory.InvalidRequest("No."),
            "not-a-member" => TwoFactorErrorFactory.NotAMember(),
            "not-owner" => TwoFactorErrorFactory.NotOwner(),
            "not-found" => TwoFactorErrorFactory.NotFound(),
            "already-enabled" => TwoFactorErrorFactory.AlreadyEnabled(),
            "not-enabled" => TwoFactorErrorFactory.NotEnabled(),
            "already-bound" => TwoFactorErrorFactory.AlreadyBound(),
            "not-bound" => TwoFactorErrorFactory.NotBound(),
            "no-pending-binding" => TwoFactorErrorFactory.NoPendingBinding(),
            "conflict" => TwoFactorErrorFactory.Conflict("No."),
            "locked-out" => TwoFactorErrorFactory.LockedOut(TimeSpan.FromSeconds(30)),
            "binding-disabled" => TwoFactorErrorFactory.BindingDisabled(),
            "two-factor-unavailable" => TwoFactorErrorFactory.Unavailable(),
            _ => throw new ArgumentOutOfRangeException(nameof(code)),
        };
}
