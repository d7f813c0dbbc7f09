using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.Internal;

namespace ProfileTwoFactor;

/// <summary>
/// Shows how things stand with a profile's two-factor authentication, on a page of the host:
/// <c>&lt;profile-two-factor-panel profile-id="@Model.ProfileId" /&gt;</c>. The Owner gets what can be done about it and the
/// members' authenticators; other members get the status and nothing to press; anybody else gets nothing at all.
/// </summary>
/// <remarks>
/// Everything to press is a link to the package's pages, which ask back, so it works without JavaScript and the host's page
/// needs no handler. The panel decides by the signed-in user of the request, not by what the host writes into the page. A page
/// with the panel should not be stored; the panel sets <c>Cache-Control: no-store</c>.
/// </remarks>
[HtmlTargetElement("profile-two-factor-panel", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class ProfileTwoFactorPanelTagHelper : TagHelper
{
    private const string View = "/Areas/ProfileTwoFactor/Pages/Shared/_Panel.cshtml";
    private readonly IHtmlHelper _html;
    private readonly PanelReader _reader;

    /// <summary>Made by Razor.</summary>
    /// <param name="html">Renders the panel.</param>
    /// <param name="services">The request's services.</param>
    public ProfileTwoFactorPanelTagHelper(IHtmlHelper html, IServiceProvider services)
    {
        ArgumentNullException.ThrowIfNull(services);
        _html = html;
        _reader = services.GetRequiredService<PanelReader>();
    }

    /// <summary>The profile, by its id.</summary>
    public string ProfileId { get; set; } = "";

    /// <summary>Whether the Owner sees the members' authenticators too.</summary>
    /// <value>Default: true.</value>
    public bool Members { get; set; } = true;

    /// <summary>The level of the panel's heading, 1 to 5; that of the list in it is one more.</summary>
    /// <value>Default: 2.</value>
    public int HeadingLevel { get; set; } = 2;

    /// <summary>The page.</summary>
    [HtmlAttributeNotBound, ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc/>
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.TagName = null;
        var panel = await _reader
            .ReadAsync(ViewContext.HttpContext, ProfileId, Members)
            .ConfigureAwait(false);
        if (panel is null)
        {
            output.SuppressOutput();
            return;
        }

        ((IViewContextAware)_html).Contextualize(ViewContext);
        var level = Math.Clamp(HeadingLevel, 1, 5);
        output.Content.SetHtmlContent(
            await _html.PartialAsync(View, panel with { Level = level }).ConfigureAwait(false)
        );
    }
}
