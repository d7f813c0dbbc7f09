using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace ProfileTwoFactor.Internal;

/// <summary>What every page needs.</summary>
internal sealed class PageServices(
    IProfileTwoFactorManager manager,
    IStringLocalizer<TwoFactorTexts> texts,
    IOptions<ProfileTwoFactorOptions> options,
    TimeProvider time
)
{
    public IProfileTwoFactorManager Manager => manager;

    public IStringLocalizer<TwoFactorTexts> Texts => texts;

    public ProfileTwoFactorOptions Options => options.Value;

    public TimeProvider Time => time;
}
