using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ProfileTwoFactor.Internal;

/// <summary>Gives the pages their addresses under the prefix. The prefix is read when routes are built, after all of the host's settings.</summary>
internal sealed class TwoFactorPageRoutes(IOptions<ProfileTwoFactorOptions> options)
    : IConfigureOptions<RazorPagesOptions>
{
    internal const string Area = "ProfileTwoFactor";
    internal const string ProfileIdParameter = ProfileTwoFactorDefaults.ProfileIdParameter;

    public void Configure(RazorPagesOptions razorPages)
    {
        Route("/Bind", $"profiles/{{{ProfileIdParameter}}}/{PageLinks.Bind}");
        Route("/Verify", $"profiles/{{{ProfileIdParameter}}}/{PageLinks.Verify}");
        Route("/Manage", $"profiles/{{{ProfileIdParameter}}}/{PageLinks.Manage}");
        Route("/DialogTexts", PageLinks.DialogTexts);
        Route("/Asset", $"{PageLinks.Assets}/{{{AssetModel.NameParameter}}}");

        void Route(string page, string path) =>
            razorPages.Conventions.AddAreaPageRouteModelConvention(
                Area,
                page,
                model => Replace(model, $"{options.Value.PathPrefix.Trim('/')}/{path}")
            );
    }

    private static void Replace(PageRouteModel model, string template)
    {
        model.Selectors.Clear();
        model.Selectors.Add(
            new SelectorModel
            {
                AttributeRouteModel = new AttributeRouteModel { Template = template },
            }
        );
    }
}
