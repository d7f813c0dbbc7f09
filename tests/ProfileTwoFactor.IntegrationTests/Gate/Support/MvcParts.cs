using System.Reflection;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection;

namespace ProfileTwoFactor.IntegrationTests.Gate.Support;

/// <summary>MVC with exactly the controllers and pages a test names, out of all in this assembly.</summary>
public static class MvcParts
{
    public static IMvcBuilder AddMvcWith(this IServiceCollection services, params Type[] parts)
    {
        var mvc = services
            .AddControllersWithViews()
            .AddApplicationPart(typeof(MvcParts).Assembly)
            // The last provider has the last word on what counts as a controller.
            .ConfigureApplicationPartManager(manager =>
                manager.FeatureProviders.Add(new OnlyControllers(parts))
            );
        services
            .AddRazorPages(pages => pages.RootDirectory = "/Gate/Pages")
            .AddRazorPagesOptions(pages => pages.Conventions.Add(new OnlyPages(parts)));
        return mvc;
    }

    private sealed class OnlyControllers(Type[] parts)
        : IApplicationFeatureProvider<ControllerFeature>
    {
        public void PopulateFeature(IEnumerable<ApplicationPart> all, ControllerFeature feature)
        {
            feature.Controllers.Clear();
            foreach (var part in parts.Where(part => !typeof(PageModel).IsAssignableFrom(part)))
            {
                feature.Controllers.Add(part.GetTypeInfo());
            }
        }
    }

    private sealed class OnlyPages(Type[] parts) : IPageRouteModelConvention
    {
        public void Apply(PageRouteModel model)
        {
            var wanted = parts.Any(part =>
                model.ViewEnginePath
                == "/" + part.Name.Replace("Model", "", StringComparison.Ordinal)
            );
            if (!wanted)
            {
                model.Selectors.Clear();
            }
        }
    }
}
