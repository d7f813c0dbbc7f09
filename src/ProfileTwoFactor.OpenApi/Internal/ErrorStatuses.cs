using System.Collections.Frozen;

namespace ProfileTwoFactor.OpenApi.Internal;

/// <summary>The status that belongs to each error code.</summary>
internal static class ErrorStatuses
{
    public static FrozenDictionary<string, int> All { get; } =
        new Dictionary<string, int>
        {
            [TwoFactorErrorCodes.SignInRequired] = 401,
            [TwoFactorErrorCodes.BindingRequired] = 401,
            [TwoFactorErrorCodes.VerificationRequired] = 401,
            [TwoFactorErrorCodes.FreshVerificationRequired] = 401,
            [TwoFactorErrorCodes.AccountTwoFactorRequired] = 401,
            [TwoFactorErrorCodes.AccountVerificationRequired] = 401,
            [TwoFactorErrorCodes.EnrollmentProofRequired] = 401,
            [TwoFactorErrorCodes.InvalidCode] = 400,
            [TwoFactorErrorCodes.InvalidProof] = 400,
            [TwoFactorErrorCodes.Antiforgery] = 400,
            [TwoFactorErrorCodes.InvalidRequest] = 400,
            [TwoFactorErrorCodes.NotAMember] = 403,
            [TwoFactorErrorCodes.NotOwner] = 403,
            [TwoFactorErrorCodes.AuthenticatorNotAllowed] = 403,
            [TwoFactorErrorCodes.MachineCallerDenied] = 403,
            [TwoFactorErrorCodes.NotFound] = 404,
            [TwoFactorErrorCodes.AlreadyEnabled] = 409,
            [TwoFactorErrorCodes.AlreadyEnforced] = 409,
            [TwoFactorErrorCodes.NotEnabled] = 409,
            [TwoFactorErrorCodes.AlreadyBound] = 409,
            [TwoFactorErrorCodes.NotBound] = 409,
            [TwoFactorErrorCodes.LastAuthenticator] = 409,
            [TwoFactorErrorCodes.TooManyAuthenticators] = 409,
            [TwoFactorErrorCodes.NoPendingBinding] = 409,
            [TwoFactorErrorCodes.Conflict] = 409,
            [TwoFactorErrorCodes.BindingDisabled] = 423,
            [TwoFactorErrorCodes.LockedOut] = 429,
            [TwoFactorErrorCodes.TooManyReminders] = 429,
            [TwoFactorErrorCodes.Unavailable] = 503,
        }.ToFrozenDictionary(StringComparer.Ordinal);
}
