using Microsoft.Extensions.DependencyInjection;
using static ProfileTwoFactor.TwoFactorErrorCodes;

namespace ProfileTwoFactor.OpenApi.Internal;

/// <summary>What the app has added to the package, and with it what its calls take and answer.</summary>
/// <param name="Accounts">Two-factor authentication of accounts.</param>
/// <param name="Passkeys">Passkeys beside codes.</param>
/// <param name="MachineCallers">API keys and other machines that the app names.</param>
internal sealed record HostFeatures(bool Accounts, bool Passkeys, bool MachineCallers)
{
    public static HostFeatures Of(IServiceProvider services)
    {
        var registered = services.GetRequiredService<IServiceProviderIsService>();
        return new(
            registered.IsService(typeof(IAccountTwoFactorManager)),
            services.GetRequiredService<IProfilePasskeyManager>().IsSupported,
            registered.IsService(typeof(IMachineCallerDirectory))
        );
    }

    /// <summary>Whether a call can be refused with a code.</summary>
    public bool CanAnswer(string code) =>
        code switch
        {
            AccountVerificationRequired or AccountTwoFactorRequired => Accounts,
            MachineCallerDenied => MachineCallers,
            _ => true,
        };
}
