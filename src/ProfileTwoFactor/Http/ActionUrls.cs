using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace ProfileTwoFactor.Http;

/// <summary>Where people bind and verify.</summary>
internal sealed class ActionUrls(IOptions<ProfileTwoFactorOptions> options)
{
    private readonly string _prefix = options.Value.PathPrefix;

    public string Bind(HttpContext context, string profileId) => Page(context, profileId, "bind");

    public string Verify(HttpContext context, string profileId) =>
        Page(context, profileId, "verify");

    public string VerifyAccount(HttpContext context) =>
        $"{context.Request.PathBase.ToUriComponent()}{_prefix}/account/verify";

    public string SetUpAccount(HttpContext context) =>
        $"{context.Request.PathBase.ToUriComponent()}{_prefix}/account/setup";

    private string Page(HttpContext context, string profileId, string page) =>
        $"{context.Request.PathBase.ToUriComponent()}{_prefix}/profiles/{Uri.EscapeDataString(profileId)}/{page}";
}
