using System.Globalization;
using Microsoft.Extensions.Localization;

namespace ProfileTwoFactor.Internal;

/// <summary>Why a code was not accepted, and what to do next. Null text: an ordinary refusal instead.</summary>
internal static class CodeProblem
{
    internal static LocalizedString? Describe(
        TwoFactorError error,
        IStringLocalizer<TwoFactorTexts> texts,
        DateTimeOffset now,
        bool isBackupCode,
        bool isPasskey = false
    ) =>
        error.Code switch
        {
            TwoFactorErrorCodes.InvalidCode => texts[
                isPasskey ? "Problem.Passkey"
                : isBackupCode ? "Problem.BackupCode"
                : "Problem.Code"
            ],
            TwoFactorErrorCodes.LockedOut => Locked(error, texts, now),
            TwoFactorErrorCodes.BindingDisabled => texts["Problem.Disabled"],
            TwoFactorErrorCodes.NoPendingBinding => texts["Problem.NoPending"],
            TwoFactorErrorCodes.AuthenticatorNotAllowed => texts["Problem.NotAllowed"],
            _ => null,
        };

    /// <summary>Of the texts for a wait. Without a reason, the one that is true of every wait.</summary>
    internal static string WaitName(TwoFactorError error) =>
        error.Reason switch
        {
            TwoFactorError.WrongCodes => "Locked",
            TwoFactorError.AfterChange => "NotYet",
            _ => "Wait",
        };

    private static LocalizedString Locked(
        TwoFactorError error,
        IStringLocalizer<TwoFactorTexts> texts,
        DateTimeOffset now
    )
    {
        var wait = error.RetryAfter ?? TimeSpan.FromSeconds(30);
        var seconds = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds));
        var at = now.AddSeconds(seconds)
            .ToUniversalTime()
            .ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        var name = $"Problem.{WaitName(error)}";
        return seconds < 60
            ? texts[$"{name}Seconds", seconds, at]
            : texts[$"{name}Minutes", (seconds + 59) / 60, at];
    }
}
