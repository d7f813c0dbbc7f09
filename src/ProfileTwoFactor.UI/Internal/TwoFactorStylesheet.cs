using System.Security.Cryptography;

namespace ProfileTwoFactor.Internal;

/// <summary>The stylesheet, from the assembly.</summary>
internal static class TwoFactorStylesheet
{
    private static readonly Lazy<byte[]> _content = new(Load);
    private static readonly Lazy<string> _version = new(() =>
        Convert.ToHexStringLower(SHA256.HashData(_content.Value).AsSpan(0, 8))
    );

    internal static byte[] Content => _content.Value;

    internal static string Version => _version.Value;

    private static byte[] Load()
    {
        using var stream = typeof(TwoFactorStylesheet).Assembly.GetManifestResourceStream(
            "two-factor.css"
        )!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }
}
