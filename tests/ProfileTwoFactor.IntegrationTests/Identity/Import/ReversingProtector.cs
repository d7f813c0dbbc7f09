using Microsoft.AspNetCore.Identity;

namespace ProfileTwoFactor.IntegrationTests.Identity.Import;

/// <summary>An app's own protection of personal data. What it hasn't written, it can't read.</summary>
/// <param name="failure">The kind of exception for it.</param>
internal sealed class ReversingProtector(Type failure)
    : IPersonalDataProtector,
        ILookupProtector,
        ILookupProtectorKeyRing
{
    private const string Mark = "protected:";

    public string CurrentKeyId => "1";

    public string this[string keyId] => keyId;

    public IEnumerable<string> GetAllKeyIds() => [CurrentKeyId];

    public string? Protect(string? data) =>
        data is null ? null : Mark + new string([.. data.Reverse()]);

    public string? Unprotect(string? data) =>
        data is null ? null
        : data.StartsWith(Mark, StringComparison.Ordinal)
            ? new string([.. data[Mark.Length..].Reverse()])
        : throw (Exception)Activator.CreateInstance(failure, "The key is lost.")!;

    public string? Protect(string keyId, string? data) => Protect(data);

    public string? Unprotect(string keyId, string? data) => Unprotect(data);
}
