using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.Extensions.DependencyInjection;

namespace ProfileTwoFactor.Internal;

/// <summary>Shows a <see cref="PageRefusal"/> in the layout of the pages, from handlers and filters alike.</summary>
internal sealed class RefusalResult(PageRefusal refusal) : ActionResult
{
    private const string View = "/Areas/ProfileTwoFactor/Pages/Shared/_Refusal.cshtml";

    public PageRefusal Refusal => refusal;

    public override Task ExecuteResultAsync(ActionContext context)
    {
        // A filter that refuses does so before the language is chosen for the page.
        PageLanguage.Apply(context.HttpContext);
        refusal.WriteTo(context.HttpContext.Response);
        var metadata =
            context.HttpContext.RequestServices.GetRequiredService<IModelMetadataProvider>();
        var view = new ViewResult
        {
            ViewName = View,
            StatusCode = refusal.StatusCode,
            ViewData = new ViewDataDictionary<PageRefusal>(metadata, new ModelStateDictionary())
            {
                Model = refusal,
            },
        };
        return view.ExecuteResultAsync(context);
    }
}
