using System.Globalization;
using Microsoft.Extensions.Options;

namespace ProfileTwoFactor.SampleNode;

/// <summary>The package's options, with the time that it waits for its servers as a test has set it at the moment.</summary>
internal sealed class PatientOptions(ProfileTwoFactorOptions options, LiveSetting patience)
    : IOptions<ProfileTwoFactorOptions>
{
    public ProfileTwoFactorOptions Value
    {
        get
        {
            options.DependencyTimeout = TimeSpan.Parse(
                patience.Read(),
                CultureInfo.InvariantCulture
            );
            return options;
        }
    }
}
