using Microsoft.AspNetCore.Mvc;

namespace ProfileTwoFactor.Internal;

/// <summary>Switches a person's own two-factor authentication on.</summary>
internal sealed class AccountSetupModel(
    PageServices services,
    IAccountTwoFactorManager manager,
    IAccountPasskeyManager passkeys
) : AccountWizardModel(services, manager)
{
    public override string Name => PageLinks.Setup;

    public override string TextName => "Account.Setup";

    public override bool HasCodeStep => true;

    public override bool TakesPasskey => passkeys.IsSupported;

    protected override string Notice => AccountNotice.Enabled;

    protected override Task<TwoFactorResult<PendingBindingSetup>> BeginAsync() =>
        Manager.BeginBindingAsync(HttpContext);

    protected override Task<TwoFactorResult<IssuedBackupCodes>> EnableByPasskeyAsync(
        string credential,
        string? name
    ) => passkeys.EnableAsync(HttpContext, credential, name);

    // A person who submitted twice lost the answer with the backup codes, and must learn so.
    protected override IActionResult? Elsewhere(bool begins) =>
        !Status.Enabled ? null
        : begins ? Finish(notice: null)
        : ToStatus(AccountNotice.AlreadyEnabled);
}
