using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ProfileTwoFactor.Internal;

/// <summary>What happens before any handler of a page: headers, caller, antiforgery, language.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class TwoFactorPageAttribute
    : Attribute,
        IAsyncAuthorizationFilter,
        IAsyncResourceFilter,
        IOrderedFilter
{
    // Before the framework's own antiforgery filter, which would answer with an empty page.
    public int Order => -10_000;

    public async Task OnAuthorizationAsync(AuthorizationFilterContext context)
    {
        var http = context.HttpContext;
        var pages = Options<ProfileTwoFactorPagesOptions>(http);
        PageHeaders.Apply(
            http,
            pages.Layout is not null,
            callsApi: http.RequestServices.GetRequiredService<IProfilePasskeyManager>().IsSupported
        );
        if (HttpMethods.IsGet(http.Request.Method) && WholePageResult.IsNeeded(http.Request))
        {
            context.Result = new WholePageResult();
            return;
        }

        if (HttpMethods.IsGet(http.Request.Method) && SameSiteHopResult.IsNeeded(http.Request))
        {
            context.Result = new SameSiteHopResult();
            return;
        }

        await AuthenticateAsync(http);
        if (!await IsAntiforgeryValidAsync(http))
        {
            context.Result = new RefusalResult(PageRefusal.Expired(http));
        }
    }

    public async Task OnResourceExecutionAsync(
        ResourceExecutingContext context,
        ResourceExecutionDelegate next
    )
    {
        PageLanguage.Apply(context.HttpContext);
        await context
            .HttpContext.RequestServices.GetRequiredService<RepeatedForms>()
            .RunAsync(context, next);
    }

    // The same rule as at the JSON endpoints: the user whom the host has signed in, or else the first of the named schemes that knows the caller.
    private static async Task AuthenticateAsync(HttpContext http)
    {
        if (http.User.Identity is { IsAuthenticated: true })
        {
            return;
        }

        foreach (var scheme in Options<ProfileTwoFactorOptions>(http).AuthenticationSchemes)
        {
            var result = await http.AuthenticateAsync(scheme);
            if (result is { Succeeded: true, Principal.Identity.IsAuthenticated: true })
            {
                http.User = result.Principal;
                http.Features.Set<IAuthenticateResultFeature>(new CallerFeature(result));
                return;
            }
        }
    }

    // Checked here as well as by the framework's filter: a host that switched that off for all of its pages
    // did not mean the page that switches two-factor authentication off.
    private static async Task<bool> IsAntiforgeryValidAsync(HttpContext http)
    {
        try
        {
            return await http
                .RequestServices.GetRequiredService<IAntiforgery>()
                .IsRequestValidAsync(http);
        }
        catch (AntiforgeryValidationException)
        {
            return false;
        }
    }

    private static T Options<T>(HttpContext http)
        where T : class => http.RequestServices.GetRequiredService<IOptions<T>>().Value;

    private sealed class CallerFeature(AuthenticateResult result) : IAuthenticateResultFeature
    {
        public AuthenticateResult? AuthenticateResult { get; set; } = result;
    }
}
