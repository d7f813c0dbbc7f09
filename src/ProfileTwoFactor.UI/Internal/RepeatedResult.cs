using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Primitives;

namespace ProfileTwoFactor.Internal;

/// <summary>The redirect that answered a form, once more, with its cookies.</summary>
internal sealed class RepeatedResult : IActionResult
{
    private readonly StringValues _location;
    private readonly StringValues _cookies;

    private RepeatedResult(StringValues location, StringValues cookies) =>
        (_location, _cookies) = (location, cookies);

    public static RepeatedResult Of(HttpResponse response) =>
        new(response.Headers.Location, response.Headers.SetCookie);

    public static RepeatedResult Of(FormAnswer answer) =>
        new(answer.Location, new StringValues([.. answer.SetCookies]));

    /// <summary>The same, for the other nodes.</summary>
    public FormAnswer ToAnswer(string key, SentForm form) =>
        new(key, form.CookieHash, _location, [.. _cookies.OfType<string>()], form.Until);

    public RepeatedResult WithoutCookies() => new(_location, StringValues.Empty);

    public Task ExecuteResultAsync(ActionContext context)
    {
        var response = context.HttpContext.Response;
        response.StatusCode = StatusCodes.Status303SeeOther;
        response.Headers.Location = _location;
        response.Headers.SetCookie = StringValues.Concat(response.Headers.SetCookie, _cookies);
        return Task.CompletedTask;
    }
}
