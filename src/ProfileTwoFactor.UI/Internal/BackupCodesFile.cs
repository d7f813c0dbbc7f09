using System.Security.Claims;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Localization;

namespace ProfileTwoFactor.Internal;

/// <summary>
/// Backup codes as a file. The server keeps none, so the page that shows them contains them a second time, sealed:
/// <i>Download</i> posts the seal and returns the text.
/// </summary>
internal sealed class BackupCodesFile(
    IDataProtectionProvider protection,
    IStringLocalizer<TwoFactorTexts> texts,
    TimeProvider time
)
{
    /// <summary>The time a person may need to find a place for the file. The codes are on their screen for that time anyway.</summary>
    internal static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);

    private readonly BackupCodesSeal _seal = new(protection);

    /// <returns>Null when it can't be sealed: then there is no file, and the codes are still shown.</returns>
    public string? Seal(HttpContext context, BackupCodesOwner owner, IssuedBackupCodes issued)
    {
        try
        {
            return _seal.Seal(new(Recipient(context, owner), time.GetUtcNow(), [.. issued.Codes]));
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return null;
        }
    }

    /// <returns>Null when the seal is not of this person, of this place, or of this half hour.</returns>
    public FileText? Open(HttpContext context, BackupCodesOwner owner, string? seal)
    {
        if (
            _seal.Open(seal) is not { } codes
            || !codes.Recipient.AsSpan().SequenceEqual(Recipient(context, owner))
        )
        {
            return null;
        }

        var age = time.GetUtcNow() - codes.IssuedAt;
        return age >= TimeSpan.Zero && age < Lifetime
            ? new(FileName.Of([.. owner.Names, "backup-codes"]), Write(owner, codes))
            : null;
    }

    private byte[] Write(BackupCodesOwner owner, SealedBackupCodes codes) =>
        Encoding.UTF8.GetBytes(
            string.Join(
                "\r\n",
                [
                    texts["Codes.File.Title"],
                    string.Join(" - ", owner.Names),
                    texts[
                        "Codes.File.Created",
                        codes.IssuedAt.ToString(
                            "yyyy-MM-dd HH:mm",
                            System.Globalization.CultureInfo.InvariantCulture
                        )
                    ],
                    "",
                    .. codes.Codes,
                    "",
                    texts["Codes.Keep"],
                    "",
                ]
            )
        );

    // The place keeps a seal of one profile from being opened at another; the person, in another person's session.
    private static string[] Recipient(HttpContext context, BackupCodesOwner owner) =>
        [owner.Place, owner.AccountName, UserOf(context)];

    internal static string UserOf(HttpContext context) =>
        context.User.FindFirst(ClaimTypes.NameIdentifier)?.Value
        ?? context.User.FindFirst("sub")?.Value
        ?? context.User.Identity?.Name
        ?? "";

    internal sealed record FileText(string Name, byte[] Content);
}
