using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.Internal;

namespace ProfileTwoFactor;

/// <summary>
/// Shows the two-factor authentication of the signed-in person's own account on a page of the app: <c>&lt;account-two-factor-panel /&gt;</c>.
/// A switch opens the set-up; other buttons reset the token, create new backup codes, and disable. For callers who aren't signed in, the panel
/// renders nothing.
/// </summary>
/// <remarks>
/// With JavaScript, each action is a dialog over the page. Without it, each action leads to the package's pages, which return to the page with
/// the panel, so the app's page needs no handler. The switch shows what the server has said and is never ahead of it. The panel decides by the
/// signed-in user of the request. A page with the panel should not be stored; the panel sets <c>Cache-Control: no-store</c>.
/// </remarks>
[HtmlTargetElement("account-two-factor-panel", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class AccountTwoFactorPanelTagHelper : TagHelper
{
    private const string View = "/Areas/ProfileTwoFactor/Pages/Shared/_AccountPanel.cshtml";
    private readonly IHtmlHelper _html;
    private readonly AccountPanelReader _reader;

    /// <summary>Creates the tag helper. Razor calls this constructor.</summary>
    /// <param name="html">Renders the panel.</param>
    /// <param name="services">The request's services.</param>
    public AccountTwoFactorPanelTagHelper(IHtmlHelper html, IServiceProvider services)
    {
        ArgumentNullException.ThrowIfNull(services);
        _html = html;
        _reader = services.GetRequiredService<AccountPanelReader>();
    }

    /// <summary>The level of the panel's heading, from 1 to 6.</summary>
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
        var panel = await _reader.ReadAsync(ViewContext.HttpContext);
        if (panel is null)
        {
            output.SuppressOutput();
            return;
        }

        ((IViewContextAware)_html).Contextualize(ViewContext);
        var level = Math.Clamp(HeadingLevel, 1, 6);
        output.Content.SetHtmlContent(await _html.PartialAsync(View, panel with { Level = level }));
    }
}
