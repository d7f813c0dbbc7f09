using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Windows;

/// <summary>Whose a window is, and where it lies in the cache.</summary>
internal sealed class WindowKey
{
    private WindowKey(byte[] owner, string proofId, WindowPlace place) =>
        (Owner, ProofId, Place) = (owner, proofId, place);

    /// <summary>With what the member has verified; it is part of <see cref="Owner"/>.</summary>
    public string ProofId { get; }

    /// <summary>Whatever must end a window is part of this hash, which is sealed into the entries: change it, and the window is gone.</summary>
    public byte[] Owner { get; }

    public WindowPlace Place { get; }

    /// <param name="binding">The member's record.</param>
    /// <param name="proofId">With what the member has verified.</param>
    /// <param name="securityStamp">The host's stamp of the member.</param>
    /// <param name="token">What is presented.</param>
    /// <param name="place">The place, where it is known already.</param>
    /// <param name="bindingId">The member's first authenticator, if it isn't that one. Windows that hang on no cookie lie where it says, whatever opened them, so that one read finds them.</param>
    public static WindowKey Create(
        in BindingKey binding,
        string proofId,
        string? securityStamp,
        in WindowToken token,
        WindowPlace? place = null,
        string? bindingId = null
    )
    {
        var owner = OwnerOf(binding, proofId, securityStamp, token);
        return new(
            owner,
            proofId,
            place
                ?? WindowPlace.Of(
                    token.Carrier == WindowCarrier.Cookie || bindingId is null
                        ? owner
                        : OwnerOf(binding, bindingId, securityStamp, token),
                    token
                )
        );
    }

    private static byte[] OwnerOf(
        in BindingKey binding,
        string proofId,
        string? securityStamp,
        in WindowToken token
    ) =>
        KeyHash.Compute(
            Version(binding.Scope),
            NameOf(binding.Scope.Kind),
            binding.Scope.Id,
            binding.Scope.Stamp,
            binding.Epoch,
            binding.MemberId,
            binding.MemberStamp,
            proofId,
            securityStamp is null ? "0" : "1",
            securityStamp ?? "",
            NameOf(token.Carrier),
            token.Qualifier,
            token.Text!
        );

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
