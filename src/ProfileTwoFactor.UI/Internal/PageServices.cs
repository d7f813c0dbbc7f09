using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace ProfileTwoFactor.Internal;

/// <summary>What every page needs.</summary>
internal sealed class PageServices(
    IProfileTwoFactorManager manager,
    IStringLocalizer<TwoFactorTexts> texts,
    IOptions<ProfileTwoFactorOptions> options,
    IHostEnvironment environment,
    BackupCodesFile backupCodes,
    KeptBackupCodes keptCodes,
    TimeProvider time
)
{
    public IProfileTwoFactorManager Manager => manager;

    public IStringLocalizer<TwoFactorTexts> Texts => texts;

    public ProfileTwoFactorOptions Options => options.Value;

    public string Application => options.Value.ApplicationName ?? environment.ApplicationName;

    public BackupCodesFile BackupCodes => backupCodes;

    public KeptBackupCodes KeptCodes => keptCodes;

    public TimeProvider Time => time;
}
