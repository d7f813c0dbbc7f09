using HeatmapSite.Data;
using HeatmapSite.Profiles;

namespace HeatmapSite.Http;

internal static class HttpBuilderExtensions
{
    public static TBuilder RequireAntiforgeryHeader<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new RequireAntiforgeryHeaderAttribute());

    /// <summary>What every answer says to the browser. Nothing inline, nothing from elsewhere, no frames.</summary>
    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) =>
        app.Use(
            (context, next) =>
            {
                var headers = context.Response.Headers;
                headers.ContentSecurityPolicy =
                    "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'";
                headers.XContentTypeOptions = "nosniff";
                headers["Referrer-Policy"] = "same-origin";
                return next(context);
            }
        );

    /// <summary>Every refusal and failure has a body: a problem for programs, a page for people.</summary>
    public static IApplicationBuilder UseErrorAnswers(this IApplicationBuilder app)
    {
        app.UseExceptionHandler(
            new ExceptionHandlerOptions
            {
                ExceptionHandlingPath = "/error/500",

                // What failed may have been kept by the request's services, the check of its session for one.
                CreateScopeForErrors = true,
                StatusCodeSelector = DatabaseFailure.StatusOf,
            }
        );
        app.UseStatusCodePagesWithReExecute("/error/{0}");
        return app.UseWhen(
            ApiCaller.Is,
            api =>
            {
                api.UseExceptionHandler(
                    new ExceptionHandlerOptions
                    {
                        ExceptionHandler = context =>
                            Problems.WriteAsync(context, context.Response.StatusCode),
                        StatusCodeSelector = DatabaseFailure.StatusOf,
                    }
                );
                api.UseStatusCodePages(answer =>
                    Problems.WriteAsync(answer.HttpContext, answer.HttpContext.Response.StatusCode)
                );
            }
        );
    }
}
