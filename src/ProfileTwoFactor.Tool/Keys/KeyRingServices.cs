using System.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using ProfileTwoFactor.Tool.Databases;

namespace ProfileTwoFactor.Tool.Keys;

/// <summary>Reads the app's key ring and never writes it: a key that the tool made would be used by every node.</summary>
internal static class KeyRingServices
{
    /// <summary>The password of the certificate: on the command line, other users of the machine could read it.</summary>
    public const string PasswordVariable = "PROFILE2FA_CERTIFICATE_PASSWORD";

    public static void Add(IServiceCollection services, KeySettings keys)
    {
        var builder = services.AddDataProtection().DisableAutomaticKeyGeneration();
        if (keys.Application is { } application)
        {
            builder.SetApplicationName(application);
        }

        if (keys.Certificate is { } certificate)
        {
            builder.UnprotectKeysWithAnyCertificate(Load(certificate, keys.CertificatePassword));
        }

        if (keys.InDatabase)
        {
            builder.PersistKeysToDbContext<ToolContext>();
            return;
        }

        services.Configure<KeyManagementOptions>(options =>
            options.XmlRepository = keys.Folder is { } folder
                ? new FileSystemXmlRepository(Existing(folder), NullLoggerFactory.Instance)
                : new NoKeys()
        );
    }

    // The repository would create it, and the tool would then read an empty key ring.
    private static DirectoryInfo Existing(string folder) =>
        Directory.Exists(folder)
            ? new DirectoryInfo(folder)
            : throw new ToolException(
                ExitCode.KeyRing,
                "no-key-folder",
                "The folder of --keys doesn't exist.",
                "Name the folder in which the app keeps its Data Protection keys."
            );

    private static X509Certificate2 Load(string file, string? password)
    {
        try
        {
            return X509CertificateLoader.LoadPkcs12FromFile(file, password);
        }
        catch (Exception exception)
            when (exception
                    is CryptographicException
                        or IOException
                        or UnauthorizedAccessException
                        or SecurityException
                        or ArgumentException
            )
        {
            throw new ToolException(
                ExitCode.KeyRing,
                "bad-certificate",
                "The certificate of --keys-certificate can't be read.",
                $"Name a PKCS #12 file with its private key, and put its password in the environment variable {PasswordVariable}.",
                exception
            );
        }
    }
}
