using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace ProfileTwoFactor.Internal;

/// <summary>What the dialog says, in the language of the page it opens over.</summary>
[AllowAnonymous]
internal sealed class DialogTextsModel(
    IStringLocalizer<TwoFactorTexts> texts,
    IOptions<ProfileTwoFactorPagesOptions> options,
    IOptions<ProfileTwoFactorOptions> twoFactor,
    IHostEnvironment environment,
    IProfilePasskeyManager passkeys
) : PageModel
{
    internal const string LanguageParameter = "ui";
    internal const string PurposeParameter = "for";
    internal const string FlowParameter = "flow";
    private const int MostLetters = 35;

    // The host's JSON settings must not rename what the script reads.
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private string Application => twoFactor.Value.ApplicationName ?? environment.ApplicationName;

    public FileContentResult OnGet()
    {
        PageLanguage.Apply(HttpContext);
        Prefer(Request.Query[LanguageParameter]);
        // A host's wording may depend on the caller.
        Response.Headers.CacheControl = "private, no-cache";
        Response.Headers.XContentTypeOptions = "nosniff";
        var language = texts["Language"].Value;
        var ofAccount = Request.Query[PurposeParameter] == PageLinks.Account;
        var body = new
        {
            language,
            direction = PageLanguage.DirectionOf(language),
            stylesheet = PageLinks.Asset(HttpContext, PageAsset.Stylesheet),
            application = Application,
            passkeys = passkeys.IsSupported,
            recovers = twoFactor.Value.AllowBackupCodeRecovery,
            texts = DialogWords.Of(
                texts,
                Request.Query[FlowParameter],
                ofAccount,
                passkeys.IsSupported,
                Application
            ),
            apps = options.Value.AuthenticatorApps.Select(app => new
            {
                app.Name,
                app.Url,
                stores = app.Stores.Select(store => new { store.Name, store.Url }),
            }),
            support = options.Value.Support is { } support
                ? new
                {
                    label = texts["Account.Support"].Value,
                    support.Text,
                    support.Url,
                }
                : null,
        };
        return new FileContentResult(
            JsonSerializer.SerializeToUtf8Bytes(body, Json),
            "application/json; charset=utf-8"
        );
    }

    // The page knows its language; the request of a script has only what the browser was installed with.
    private static void Prefer(string? language)
    {
        // An unknown language counts as none.
        if (
            language is { Length: > 0 and <= MostLetters }
            && PageLanguage.Find(language) is { } known
        )
        {
            CultureInfo.CurrentUICulture = known;
        }
    }
}
