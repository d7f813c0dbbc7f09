using Microsoft.AspNetCore.Mvc;

namespace ProfileTwoFactor.Internal;

/// <summary>Changes to another authenticator. The current one works until the new one is confirmed.</summary>
internal sealed class AccountReplaceModel(PageServices services, IAccountTwoFactorManager manager)
    : AccountWizardModel(services, manager)
{
    public override string Name => PageLinks.Replace;

    public override string TextName => "Account.Replace";

    public override bool HasCodeStep => false;

    protected override string Notice => AccountNotice.Replaced;

    protected override Task<TwoFactorResult<PendingBindingSetup>> BeginAsync() =>
        Manager.BeginReplacementAsync(HttpContext);

    protected override IActionResult? Elsewhere(bool begins) =>
        !Status.Enabled ? ToStatus()
        // There is none to replace; one can be added there.
        : !Status.HasAuthenticatorApp ? Go(Keeping(PageLinks.Authenticators))
        : begins && !IsFresh ? AskForFreshCode()
        : null;
}
