using System.Buffers.Text;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Passkeys;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Management.Internal;

/// <summary>How a member is called towards browsers and authenticators.</summary>
internal sealed class PasskeyPersonFactory(
    IOptions<ProfileTwoFactorOptions> options,
    IHostEnvironment environment
)
{
    // Authenticators cut longer ones, and the ticket has to fit into a cookie.
    private const int LongestName = 64;
    private const int LongestTitle = 40;

    public PasskeyPerson Of(ScopeCall call, ActiveBinding? active)
    {
        var site = options.Value.ApplicationName ?? environment.ApplicationName;
        var scope = call.Subject.Scope;
        return new(
            Base64Url.EncodeToString(
                KeyHash.Compute(
                    "passkey.user.v1",
                    scope.Kind.ToString(),
                    scope.Tenant,
                    scope.Id,
                    scope.Stamp,
                    call.Subject.MemberId,
                    call.Subject.MemberStamp
                )
            ),
            Cut(call.AccountName, LongestName),
            Cut(site, LongestTitle),
            Cut(call.ProfileName is { Length: > 0 } profile ? profile : site, LongestTitle),
            PasskeysOf(active)
        );
    }

    /// <summary>Those that are still accepted.</summary>
    private static IReadOnlyList<PasskeyCredential> PasskeysOf(ActiveBinding? active) =>
        [
            .. (active?.Authenticators ?? [])
                .Where(it => it.DisabledAt is null)
                .Select(it => it.Passkey)
                .OfType<PasskeyCredential>(),
        ];

    private static string Cut(string text, int length) =>
        text.Length <= length ? text
        // Not between the halves of a character.
        : char.IsHighSurrogate(text[length - 1]) ? text[..(length - 1)]
        : text[..length];
}
