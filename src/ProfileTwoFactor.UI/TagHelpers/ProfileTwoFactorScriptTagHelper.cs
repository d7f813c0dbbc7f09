using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.Internal;

namespace ProfileTwoFactor;

/// <summary>
/// Writes the script tag of the dialog over the page: <c>&lt;profile-two-factor-script /&gt;</c>. Put it in your layout. When a click on
/// a link, a form, or a call of <c>window.fetch</c> requires a code, the dialog opens over the page, and the action continues after
/// verification.
/// </summary>
/// <remarks>
/// Under a content security policy, the script requires <c>script-src</c>, <c>style-src</c>, and <c>connect-src</c> <c>'self'</c>. If your
/// policy has a nonce instead of the first two, set <see cref="ProfileTwoFactorPagesOptions.CspNonce"/>, or the <c>nonce</c> attribute on this
/// tag. Nothing is inline, and no other site is called. For signed-in users, the tag lists the beginnings of the paths of your gated
/// endpoints, such as <c>/p/</c>.
/// </remarks>
[HtmlTargetElement("profile-two-factor-script", TagStructure = TagStructure.WithoutEndTag)]
public sealed class ProfileTwoFactorScriptTagHelper : TagHelper
{
    /// <summary>Whether <c>window.fetch</c> is wrapped.</summary>
    /// <value>The default is true. If false, the page imports <c>twoFactorFetch</c> and <c>verify</c> from the script.</value>
    public bool WrapFetch { get; set; } = true;

    /// <summary>Whether links and forms that lead to gated endpoints open the dialog over the page.</summary>
    /// <value>The default is true. If false, the browser is redirected to the package's pages, and a form that requires a code is lost.</value>
    public bool LinksAndForms { get; set; } = true;

    /// <summary>The page.</summary>
    [HtmlAttributeNotBound, ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc/>
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var http = ViewContext.HttpContext;
        var address = PageLinks.Asset(http, PageAsset.Script);
        output.TagName = "script";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("type", "module");
        output.Attributes.SetAttribute("src", WrapFetch ? address : address + "&manual");
        output.Attributes.SetAttribute("data-profile-two-factor", "");
        if (PageLinks.Nonce(http) is { } nonce && !output.Attributes.ContainsName("nonce"))
        {
            output.Attributes.SetAttribute("nonce", nonce);
        }

        // Signed-out users have nothing to verify, and the public learns nothing about the app's paths.
        if (LinksAndForms && http.User.Identity is { IsAuthenticated: true })
        {
            var paths = await FindGatedPathsAsync(http);
            output.Attributes.SetAttribute("data-gated-paths", paths);
        }
    }

    private static async Task<string> FindGatedPathsAsync(HttpContext http)
    {
        var prefixes = await http
            .RequestServices.GetRequiredService<GateAddresses>()
            .FindPrefixesAsync();
        return string.Join(
            ' ',
            prefixes.Select(prefix =>
                http.Request.PathBase.Add(new PathString(prefix)).ToUriComponent()
            )
        );
    }
}
