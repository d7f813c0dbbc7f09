using System.Buffers.Binary;
using System.Security;
using System.Security.Cryptography;
using System.Xml;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Tool.Keys;

/// <summary>The app's Data Protection keys, as the app's nodes use them.</summary>
internal sealed class KeyRing(IServiceProvider services)
{
    /// <summary>What every payload of Data Protection begins with, before the id of its key.</summary>
    private const uint Magic = 0x09F0C9F0;
    private const int MagicLength = 4;
    private const int IdLength = 16;

    private readonly ISecretProtector _protector = services.GetRequiredService<ISecretProtector>();

    /// <summary>All keys, also those that have expired, which still read what they wrote.</summary>
    /// <exception cref="ToolException">They can't be read.</exception>
    public IReadOnlyCollection<IKey> Keys()
    {
        try
        {
            return services.GetRequiredService<IKeyManager>().GetAllKeys();
        }
        catch (Exception exception)
            when (exception
                    is UnauthorizedAccessException
                        or IOException
                        or SecurityException
                        or XmlException
            )
        {
            throw new ToolException(
                ExitCode.KeyRing,
                "key-ring-unreadable",
                exception is XmlException
                    ? "A file of the key ring isn't XML."
                    : "The key ring can't be read by this user.",
                exception is XmlException
                    ? "Restore the file from a backup. The app's nodes can't read the key ring either."
                    : "Run the tool as the user of the app, or give this user the right to read the folder of --keys and its files.",
                exception
            );
        }
    }

    /// <summary>The key that nodes write with now.</summary>
    /// <exception cref="ToolException">There is none, or it can't be used.</exception>
    public Guid CurrentKeyId()
    {
        // What keeps it from being read has its own words: the protector would say only that it failed.
        _ = Keys();
        try
        {
            var payload = services
                .GetRequiredService<IDataProtectionProvider>()
                .CreateProtector("ProfileTwoFactor.Tool.Probe.v1")
                .Protect([0]);
            return KeyIdOf(payload) ?? throw new CryptographicException("The payload has no key.");
        }
        catch (Exception exception)
            when (exception is CryptographicException or InvalidOperationException)
        {
            throw new ToolException(
                ExitCode.KeyRing,
                "no-current-key",
                "The key ring has no key that can encrypt now.",
                "Check that --keys or --keys-in-database names the app's key ring, that its keys haven't all expired or been revoked, and that --keys-certificate names their certificate. The tool makes no keys: start a node of the app, which does.",
                exception
            );
        }
    }

    /// <summary>The key that a secret was encrypted with. Null if it was encrypted by other means than Data Protection.</summary>
    public static Guid? KeyIdOf(ReadOnlySpan<byte> payload) =>
        payload.Length > MagicLength + IdLength
        && BinaryPrimitives.ReadUInt32BigEndian(payload) == Magic
            ? new Guid(payload.Slice(MagicLength, IdLength))
            : null;

    /// <exception cref="CryptographicException">It can't be read.</exception>
    public byte[] Reprotect(BindingKey key, byte[] secret)
    {
        var plain = _protector.Unprotect(key, secret);
        try
        {
            return _protector.Protect(key, plain);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    public bool CanRead(BindingKey key, byte[] secret)
    {
        try
        {
            CryptographicOperations.ZeroMemory(_protector.Unprotect(key, secret));
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
