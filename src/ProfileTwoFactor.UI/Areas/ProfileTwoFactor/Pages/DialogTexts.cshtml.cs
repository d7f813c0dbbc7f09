using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace ProfileTwoFactor.Internal;

/// <summary>What the dialog says, in the language of the page it opens over.</summary>
[AllowAnonymous]
internal sealed class DialogTextsModel(
    IStringLocalizer<TwoFactorTexts> texts,
    IOptions<ProfileTwoFactorPagesOptions> options
) : PageModel
{
    internal const string LanguageParameter = "ui";
    private const int MostLetters = 35;

    // The host's JSON settings must not rename what the script reads.
    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web);

    private static readonly string[] _names =
    [
        "Continue",
        "Cancel",
        "TryAgain",
        "Copy",
        "Copied",
        "Contact.Owner",
        "Dialog.Close",
        "Dialog.Loading",
        "Dialog.Problem",
        "Dialog.SignedOut",
        "Dialog.SignedOutText",
        "Dialog.SignIn",
        "NotAMember.Text",
        "Unavailable.Text",
        "Conflict.Text",
        "Locked.Title",
        "Locked.In",
        "Locked.Over",
        "Code.Label",
        "Code.Hint",
        "Code.Sent",
        "BackupCode.Label",
        "BackupCode.Hint",
        "Problem.Code",
        "Problem.BackupCode",
        "Problem.Disabled",
        "Problem.NoPending",
        "Bind.Title",
        "Bind.Lead",
        "Bind.Button",
        "Bind.NewQr",
        "Bind.Help",
        "Step.App.Title",
        "Step.App.Text",
        "Step.Scan.Title",
        "Step.Scan.Text",
        "Step.Scan.OpenApp",
        "Step.Scan.Key",
        "Step.Code.Title",
        "Verify.Title",
        "Verify.Lead",
        "Verify.FreshLead",
        "Verify.Button",
        "Verify.UseBackup",
        "Verify.BackupButton",
        "Verify.Lost",
        "Verify.LostMember",
        "Verify.LostOwner",
        "Used.Title",
        "Used.Left",
        "Used.Advice",
    ];

    public FileContentResult OnGet()
    {
        PageLanguage.Apply(HttpContext);
        Prefer(Request.Query[LanguageParameter]);
        // A host's wording may depend on the caller.
        Response.Headers.CacheControl = "private, no-cache";
        Response.Headers.XContentTypeOptions = "nosniff";
        var language = texts["Language"].Value;
        var body = new
        {
            language,
            direction = PageLanguage.DirectionOf(language),
            stylesheet = PageLinks.Asset(HttpContext, PageAsset.Stylesheet),
            texts = _names.ToDictionary(name => name, name => texts[name].Value),
            apps = options.Value.AuthenticatorApps.Select(app => new { app.Name, app.Url }),
        };
        return new FileContentResult(
            JsonSerializer.SerializeToUtf8Bytes(body, _json),
            "application/json; charset=utf-8"
        );
    }

    // The page knows its language; the request of a script has only what the browser was installed with.
    private static void Prefer(string? language)
    {
        if (language is not { Length: > 0 and <= MostLetters })
        {
            return;
        }

        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(
                language,
                predefinedOnly: true
            );
        }
        catch (CultureNotFoundException)
        {
            // A language nobody knows is none.
        }
    }
}
