using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ProfileTwoFactor.Internal;

/// <summary>Gives the pages their addresses under the prefix. The prefix is read when routes are built, after all of the host's settings.</summary>
internal sealed class TwoFactorPageRoutes(
    IOptions<ProfileTwoFactorOptions> options,
    IServiceProviderIsService services
) : IConfigureOptions<RazorPagesOptions>
{
    internal const string Area = "ProfileTwoFactor";
    internal const string ProfileIdParameter = ProfileTwoFactorDefaults.ProfileIdParameter;

    public void Configure(RazorPagesOptions razorPages)
    {
        Route("/Bind", $"profiles/{{{ProfileIdParameter}}}/{PageLinks.Bind}");
        Route("/Verify", $"profiles/{{{ProfileIdParameter}}}/{PageLinks.Verify}");
        Route("/Manage", $"profiles/{{{ProfileIdParameter}}}/{PageLinks.Manage}");
        Route("/Rules", $"profiles/{{{ProfileIdParameter}}}/{PageLinks.Rules}");
        Route("/Authenticators", $"profiles/{{{ProfileIdParameter}}}/{PageLinks.Authenticators}");
        Route("/Windows", $"profiles/{{{ProfileIdParameter}}}/{PageLinks.Windows}");
        if (services.IsService(typeof(IProfileSecurityHistory)))
        {
            Route("/History", $"profiles/{{{ProfileIdParameter}}}/{PageLinks.History}");
        }
        else
        {
            Unroute("/History");
        }

        Route("/DialogTexts", PageLinks.DialogTexts);
        Route("/Check", PageLinks.Check);
        Route("/Asset", $"{PageLinks.Assets}/{{{AssetModel.NameParameter}}}");
        Account("Status", PageLinks.Account);
        Account("Setup", $"{PageLinks.Account}/{PageLinks.Setup}");
        Account("Verify", $"{PageLinks.Account}/{PageLinks.Verify}");
        Account("Replace", $"{PageLinks.Account}/{PageLinks.Replace}");
        Account("BackupCodes", $"{PageLinks.Account}/{PageLinks.BackupCodes}");
        Account("Authenticators", $"{PageLinks.Account}/{PageLinks.Authenticators}");
        Account("Disable", $"{PageLinks.Account}/{PageLinks.Disable}");
        Account("Lost", $"{PageLinks.Account}/{PageLinks.Lost}");

        void Account(string page, string path)
        {
            if (services.IsService(typeof(IAccountTwoFactorManager)))
            {
                Route($"/Account/{page}", path);
            }
            else
            {
                Unroute($"/Account/{page}");
            }
        }

        // A page without a selector has no address: the host has no accounts, or no history.
        void Unroute(string page) =>
            razorPages.Conventions.AddAreaPageRouteModelConvention(
                Area,
                page,
                model => model.Selectors.Clear()
            );

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
