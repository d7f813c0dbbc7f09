using Microsoft.Extensions.Localization;

namespace ProfileTwoFactor.Mail;

/// <summary>Identifies the texts of the mails, in English and Japanese. To change the wording, register another implementation of <see cref="IStringLocalizer{T}"/> for this type.</summary>
public sealed class TwoFactorMailTexts
{
    private TwoFactorMailTexts() { }
}
