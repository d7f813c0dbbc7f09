using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.Internal;

namespace ProfileTwoFactor;

/// <summary>
/// Tells a member who hasn't bound an authenticator the date from which the profile requires one, with a button that binds one now:
/// <c>&lt;profile-two-factor-notice profile-id="@Model.ProfileId" /&gt;</c>. In all other cases, it renders nothing.
/// </summary>
/// <remarks>
/// The button opens the dialog over the page, or leads to the package's page without JavaScript. The notice decides by the signed-in user
/// of the request, and sets <c>Cache-Control: no-store</c>.
/// </remarks>
[HtmlTargetElement("profile-two-factor-notice", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class ProfileTwoFactorNoticeTagHelper : TagHelper
{
    private const string View = "/Areas/ProfileTwoFactor/Pages/Shared/_Advice.cshtml";
    private readonly IHtmlHelper _html;
    private readonly PanelReader _reader;

    /// <summary>Creates the tag helper. Razor calls this constructor.</summary>
    /// <param name="html">Renders the notice.</param>
    /// <param name="services">The request's services.</param>
    public ProfileTwoFactorNoticeTagHelper(IHtmlHelper html, IServiceProvider services)
    {
        ArgumentNullException.ThrowIfNull(services);
        _html = html;
        _reader = services.GetRequiredService<PanelReader>();
    }

    /// <summary>The id of the profile.</summary>
    public string ProfileId { get; set; } = "";

    /// <summary>The page.</summary>
    [HtmlAttributeNotBound, ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc/>
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.TagName = null;
        var panel = await _reader.ReadStatusAsync(ViewContext.HttpContext, ProfileId);
        if (panel is not { Status.You.State: MemberTwoFactorState.BindingAdvised })
        {
            output.SuppressOutput();
            return;
        }

        ((IViewContextAware)_html).Contextualize(ViewContext);
        output.Content.SetHtmlContent(await _html.PartialAsync(View, panel));
    }
}
