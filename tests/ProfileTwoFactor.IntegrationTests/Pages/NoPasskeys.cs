using Microsoft.AspNetCore.Http;

namespace ProfileTwoFactor.IntegrationTests.Pages;

/// <summary>Pages of a host without passkeys, or what pages say of them: no call is answered.</summary>
internal sealed class NoPasskeys : IProfilePasskeyManager, IAccountPasskeyManager
{
    public bool IsSupported { get; init; }

    public Task<TwoFactorResult<PasskeyPrompt>> BeginBindingAsync(
        HttpContext context,
        string profileId,
        string? proof = null
    ) => throw new NotSupportedException();

    public Task<TwoFactorResult<ProfileTwoFactorStatus>> BindAsync(
        HttpContext context,
        string profileId,
        string credential,
        string? name = null
    ) => throw new NotSupportedException();

    public Task<TwoFactorResult<ProfileTwoFactorStatus>> EnableAsync(
        HttpContext context,
        string profileId,
        string credential,
        string? name = null,
        DateTimeOffset? enforceFrom = null
    ) => throw new NotSupportedException();

    public Task<TwoFactorResult<PasskeyPrompt>> BeginVerificationAsync(
        HttpContext context,
        string profileId
    ) => throw new NotSupportedException();

    public Task<TwoFactorResult<VerificationResult>> VerifyAsync(
        HttpContext context,
        string profileId,
        string credential
    ) => throw new NotSupportedException();

    public Task<TwoFactorResult<PasskeyPrompt>> BeginBindingAsync(HttpContext context) =>
        throw new NotSupportedException();

    Task<TwoFactorResult<IssuedBackupCodes>> IAccountPasskeyManager.EnableAsync(
        HttpContext context,
        string credential,
        string? name
    ) => throw new NotSupportedException();

    Task<TwoFactorResult<AccountTwoFactorStatus>> IAccountPasskeyManager.BindAsync(
        HttpContext context,
        string credential,
        string? name
    ) => throw new NotSupportedException();

    public Task<TwoFactorResult<PasskeyPrompt>> BeginVerificationAsync(HttpContext context) =>
        throw new NotSupportedException();

    public Task<TwoFactorResult<VerificationResult>> VerifyAsync(
        HttpContext context,
        string credential
    ) => throw new NotSupportedException();
}
