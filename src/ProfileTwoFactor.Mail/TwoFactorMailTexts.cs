using Microsoft.Extensions.Localization;

namespace ProfileTwoFactor.Mail;

/// <summary>Names the texts of the mails: English and Japanese. Give <see cref="IStringLocalizer{T}"/> of this type another implementation to change the wording.</summary>
public sealed class TwoFactorMailTexts
{
    private TwoFactorMailTexts() { }
}
