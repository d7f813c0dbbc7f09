using System.Buffers.Text;

namespace ProfileTwoFactor.Internal;

/// <summary>
/// A third entry, needed only when windows close at sign-out. Sign-out knows the browser's cookies and not the profiles,
/// members and bindings behind them; this entry can be removed by the cookie alone, and without it the window is dead.
/// </summary>
internal static class WindowPresence
{
    public static readonly byte[] Value = [1];

    public static string KeyFor(string token) =>
        "ptf:s:" + Base64Url.EncodeToString(KeyHash.Compute("presence.v1", token));
}
