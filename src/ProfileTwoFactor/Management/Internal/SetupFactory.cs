using System.Globalization;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Codes.Internal;

namespace ProfileTwoFactor.Management.Internal;

/// <summary>Makes what an authenticator app reads out of a fresh secret.</summary>
internal sealed class SetupFactory(
    IOptions<ProfileTwoFactorOptions> options,
    IHostEnvironment environment
)
{
    private readonly string _application =
        options.Value.ApplicationName ?? environment.ApplicationName;
    private readonly TimeSpan _lifetime = options.Value.PendingBindingLifetime;
    private readonly string _template = options.Value.IssuerTemplate;

    public PendingBindingSetup Create(ScopeCall call, PendingSecret pending)
    {
        // Apps replace an entry that has the same name. Until the new one is confirmed, only the old one works. The time at which it was
        // begun, so that the entry has one name however often it is shown.
        var mark = pending.HasOthers
            ? (pending.ExpiresAt - _lifetime).ToString(
                " yyyy-MM-dd HH.mm.ss",
                CultureInfo.InvariantCulture
            )
            : "";
        var issuer = call.Issuer(_template, _application);
        var uri = KeyUri.Create(issuer, call.AccountName, pending.Secret, mark);
        return new PendingBindingSetup
        {
            Secret = Base32Text.Encode(pending.Secret),
            OtpAuthUri = uri,
            QrCodeSvg = QrCodeSvg.Create(uri, issuer),
            ExpiresAt = pending.ExpiresAt,
        };
    }
}
