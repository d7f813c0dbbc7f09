using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.Internal;

namespace ProfileTwoFactor;

/// <summary>
/// Shows the two-factor authentication of a profile on a page of the app:
/// <c>&lt;profile-two-factor-panel profile-id="@Model.ProfileId" /&gt;</c>. The Owner sees the status, the actions, and the
/// members' authenticators. Other members see only the status. For other callers, the panel renders nothing.
/// </summary>
/// <remarks>
/// Each action is a link to the package's pages, which ask for confirmation, so it works without JavaScript, and the app's page
/// needs no handler. The panel decides by the signed-in user of the request, not by the markup of the page. A page
/// with the panel should not be stored; the panel sets <c>Cache-Control: no-store</c>.
/// </remarks>
[HtmlTargetElement("profile-two-factor-panel", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class ProfileTwoFactorPanelTagHelper : TagHelper
{
    private const string View = "/Areas/ProfileTwoFactor/Pages/Shared/_Panel.cshtml";
    private readonly IHtmlHelper _html;
    private readonly PanelReader _reader;

    /// <summary>Creates the tag helper. Razor calls this constructor.</summary>
    /// <param name="html">Renders the panel.</param>
    /// <param name="services">The request's services.</param>
    public ProfileTwoFactorPanelTagHelper(IHtmlHelper html, IServiceProvider services)
    {
        ArgumentNullException.ThrowIfNull(services);
        _html = html;
        _reader = services.GetRequiredService<PanelReader>();
    }

    /// <summary>The id of the profile.</summary>
    public string ProfileId { get; set; } = "";

    /// <summary>Whether the Owner also sees the members' authenticators.</summary>
    /// <value>The default is true.</value>
    public bool Members { get; set; } = true;

    /// <summary>The level of the panel's heading, from 1 to 5. The heading of the member list is one level lower.</summary>
    /// <value>The default is 2.</value>
    public int HeadingLevel { get; set; } = 2;

    /// <summary>The page.</summary>
    [HtmlAttributeNotBound, ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc/>
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.TagName = null;
        var panel = await _reader.ReadAsync(ViewContext.HttpContext, ProfileId, Members);
        if (panel is null)
        {
            output.SuppressOutput();
            return;
        }

        ((IViewContextAware)_html).Contextualize(ViewContext);
        var level = Math.Clamp(HeadingLevel, 1, 5);
        output.Content.SetHtmlContent(await _html.PartialAsync(View, panel with { Level = level }));
    }
}
