using System.Buffers.Text;

namespace ProfileTwoFactor.Internal;

/// <summary>Where a window lies in the cache. Whatever must end a window is part of the hash: change it, and the window is gone.</summary>
internal sealed class WindowKey
{
    private WindowKey(byte[] hash, string presence)
    {
        Hash = hash;
        Presence = presence;
        var name = Base64Url.EncodeToString(hash);
        Window = "ptf:w:" + name;
        Activity = "ptf:a:" + name;
    }

    public byte[] Hash { get; }

    public string Window { get; }

    public string Activity { get; }

    /// <summary>An entry that can be found by the cookie alone; see <see cref="WindowPresence"/>.</summary>
    public string Presence { get; }

    public static WindowKey Create(
        in BindingKey binding,
        string bindingId,
        string? securityStamp,
        in WindowToken token
    ) =>
        new(
            KeyHash.Compute(
                "window.v1",
                binding.Scope.Kind.ToString(),
                binding.Scope.Id,
                binding.Scope.Stamp,
                binding.Epoch,
                binding.MemberId,
                binding.MemberStamp,
                bindingId,
                securityStamp is null ? "0" : "1",
                securityStamp ?? "",
                token.Carrier.ToString(),
                token.Qualifier,
                token.Text!
            ),
            WindowPresence.KeyFor(token.Text!)
        );
}
