using Microsoft.AspNetCore.Identity;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Passkeys.Internal;

/// <summary>The credentials of one person, for one ceremony of the framework's handler. It saves nothing.</summary>
/// <remarks>Not registered as a service: an app that uses ASP.NET Core Identity has a store of its own.</remarks>
internal sealed class PasskeyPersonStore(PasskeyPerson person) : IUserPasskeyStore<PasskeyPerson>
{
    public Task<PasskeyPerson?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        Task.FromResult(
            string.Equals(userId, person.Handle, StringComparison.Ordinal) ? person : null
        );

    public Task<string> GetUserIdAsync(PasskeyPerson user, CancellationToken cancellationToken) =>
        Task.FromResult(user.Handle);

    public Task<IList<UserPasskeyInfo>> GetPasskeysAsync(
        PasskeyPerson user,
        CancellationToken cancellationToken
    ) => Task.FromResult<IList<UserPasskeyInfo>>([.. user.Credentials.Select(Describe)]);

    /// <remarks>
    /// Only among the person's own. A credential id that another person has as well gains nothing: who calls is known before, and the other's
    /// record has the other's public key.
    /// </remarks>
    public Task<PasskeyPerson?> FindByPasskeyIdAsync(
        byte[] credentialId,
        CancellationToken cancellationToken
    ) => Task.FromResult(Find(person, credentialId) is null ? null : person);

    public Task<UserPasskeyInfo?> FindPasskeyAsync(
        PasskeyPerson user,
        byte[] credentialId,
        CancellationToken cancellationToken
    ) => Task.FromResult(Find(user, credentialId) is { } found ? Describe(found) : null);

    public Task AddOrUpdatePasskeyAsync(
        PasskeyPerson user,
        UserPasskeyInfo passkey,
        CancellationToken cancellationToken
    ) => throw Unused();

    public Task RemovePasskeyAsync(
        PasskeyPerson user,
        byte[] credentialId,
        CancellationToken cancellationToken
    ) => throw Unused();

    public Task<string?> GetUserNameAsync(
        PasskeyPerson user,
        CancellationToken cancellationToken
    ) => throw Unused();

    public Task SetUserNameAsync(
        PasskeyPerson user,
        string? userName,
        CancellationToken cancellationToken
    ) => throw Unused();

    public Task<string?> GetNormalizedUserNameAsync(
        PasskeyPerson user,
        CancellationToken cancellationToken
    ) => throw Unused();

    public Task SetNormalizedUserNameAsync(
        PasskeyPerson user,
        string? normalizedName,
        CancellationToken cancellationToken
    ) => throw Unused();

    public Task<IdentityResult> CreateAsync(
        PasskeyPerson user,
        CancellationToken cancellationToken
    ) => throw Unused();

    public Task<IdentityResult> UpdateAsync(
        PasskeyPerson user,
        CancellationToken cancellationToken
    ) => throw Unused();

    public Task<IdentityResult> DeleteAsync(
        PasskeyPerson user,
        CancellationToken cancellationToken
    ) => throw Unused();

    public Task<PasskeyPerson?> FindByNameAsync(
        string normalizedUserName,
        CancellationToken cancellationToken
    ) => throw Unused();

    public void Dispose() { }

    private static PasskeyCredential? Find(PasskeyPerson person, byte[] credentialId) =>
        person.Credentials.FirstOrDefault(it =>
            it.CredentialId.AsSpan().SequenceEqual(credentialId)
        );

    // Counter 0, so that the handler accepts every counter: one that goes back is no ordinary failure, and is judged in the write that keeps
    // the new one. The handler would only say that something is wrong.
    private static UserPasskeyInfo Describe(PasskeyCredential it) =>
        new(
            it.CredentialId,
            it.PublicKey,
            DateTimeOffset.UnixEpoch,
            signCount: 0,
            [.. it.Transports],
            it.IsUserVerified,
            it.IsBackupEligible,
            it.IsBackedUp,
            it.AttestationObject,
            it.ClientDataJson
        );

    private static NotSupportedException Unused() =>
        new("The framework's passkey handler doesn't call this method.");
}
