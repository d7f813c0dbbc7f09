using Microsoft.Extensions.Localization;

namespace ProfileTwoFactor;

/// <summary>Identifies the texts of the pages, in English and Japanese. To change the wording, register another implementation of <see cref="IStringLocalizer{T}"/> for this type.</summary>
public sealed class TwoFactorTexts
{
    private TwoFactorTexts() { }
}
