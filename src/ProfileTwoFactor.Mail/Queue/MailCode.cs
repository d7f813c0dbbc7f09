using Microsoft.AspNetCore.DataProtection;

namespace ProfileTwoFactor.Mail.Queue;

/// <summary>Encrypts the code of a mail while the mail waits in the queue.</summary>
internal sealed class MailCode(IDataProtectionProvider provider)
{
    private readonly IDataProtector _protector = provider.CreateProtector(
        "ProfileTwoFactor.Mail.EnrollmentCode.v1"
    );

    public string Protect(string code) => _protector.Protect(code);

    /// <exception cref="System.Security.Cryptography.CryptographicException">The keys are lost.</exception>
    public string Unprotect(string code) => _protector.Unprotect(code);
}
