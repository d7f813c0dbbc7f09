using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Windows;

/// <summary>Whose a window is, and where it lies in the cache.</summary>
internal sealed class WindowKey
{
    private WindowKey(byte[] owner, WindowPlace place) => (Owner, Place) = (owner, place);

    /// <summary>Whatever must end a window is part of this hash, which is sealed into the entries: change it, and the window is gone.</summary>
    public byte[] Owner { get; }

    public WindowPlace Place { get; }

    public static WindowKey Create(
        in BindingKey binding,
        string bindingId,
        string? securityStamp,
        in WindowToken token,
        WindowPlace? place = null
    )
    {
        var owner = KeyHash.Compute(
            Version(binding.Scope),
            NameOf(binding.Scope.Kind),
            binding.Scope.Id,
            binding.Scope.Stamp,
            binding.Epoch,
            binding.MemberId,
            binding.MemberStamp,
            bindingId,
            securityStamp is null ? "0" : "1",
            securityStamp ?? "",
            NameOf(token.Carrier),
            token.Qualifier,
            token.Text!
        );
        return new(owner, place ?? WindowPlace.Of(owner, token));
    }

    // Not by ToString(), which looks the name up each time.
    private static string NameOf(TwoFactorScopeKind kind) =>
        kind switch
        {
            TwoFactorScopeKind.Profile => nameof(TwoFactorScopeKind.Profile),
            TwoFactorScopeKind.Account => nameof(TwoFactorScopeKind.Account),
            _ => kind.ToString(),
        };

    public static string NameOf(WindowCarrier carrier) =>
        carrier switch
        {
            WindowCarrier.Cookie => nameof(WindowCarrier.Cookie),
            WindowCarrier.Claim => nameof(WindowCarrier.Claim),
            WindowCarrier.Member => nameof(WindowCarrier.Member),
            _ => carrier.ToString(),
        };

    // Without a tenant as it always was, so that open windows stay open.
    private static string Version(in TwoFactorScope scope) =>
        scope.Tenant.Length == 0 ? "window.v1" : $"window.tenant.v1 {scope.Tenant}";
}
