using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using ProfileTwoFactor.Internal;

namespace ProfileTwoFactor;

/// <summary>
/// Writes the script tag of the dialog over the page: <c>&lt;profile-two-factor-script /&gt;</c>. The script wraps
/// <c>window.fetch</c>. A call that is refused because a code is required opens the dialog and is repeated after verification.
/// </summary>
/// <remarks>
/// Under a content security policy, the script requires <c>script-src</c>, <c>style-src</c>, and <c>connect-src</c> <c>'self'</c>, or the
/// <c>nonce</c> attribute on this tag for the first. Nothing is inline, and no other site is called.
/// </remarks>
[HtmlTargetElement("profile-two-factor-script", TagStructure = TagStructure.WithoutEndTag)]
public sealed class ProfileTwoFactorScriptTagHelper : TagHelper
{
    /// <summary>Whether <c>window.fetch</c> is wrapped.</summary>
    /// <value>The default is true. If false, the page imports <c>twoFactorFetch</c> and <c>verify</c> from the script.</value>
    public bool WrapFetch { get; set; } = true;

    /// <summary>The page.</summary>
    [HtmlAttributeNotBound, ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var address = PageLinks.Asset(ViewContext.HttpContext, PageAsset.Script);
        output.TagName = "script";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("type", "module");
        output.Attributes.SetAttribute("src", WrapFetch ? address : address + "&manual");
        output.Attributes.SetAttribute("data-profile-two-factor", "");
    }
}
