namespace ProfileTwoFactor.Internal;

/// <summary>A button for a passkey beside a code. The script shows it: without script, the code remains.</summary>
/// <param name="Url">Where the browser's answer is sent.</param>
/// <param name="ApiPath">Where the calls are, below the root of the JSON endpoints.</param>
/// <param name="Binds">Whether a new passkey is bound.</param>
/// <param name="WithNotice">Whether the number of days is sent as well.</param>
internal sealed record PasskeyView(string Url, string ApiPath, bool Binds, bool WithNotice)
{
    /// <summary>What the script says, here and in the dialog.</summary>
    internal static readonly string[] TextNames =
    [
        "Passkey.Use",
        "Passkey.Bind",
        "Passkey.Hint",
        "Passkey.Name",
        "Passkey.Cancelled",
        "Passkey.Known",
        "Passkey.None",
        "Passkey.Failed",
        "Problem.Passkey",
        "Problem.NotAllowed",
        "Bind.OnlyPasskeys",
        "Unavailable.Text",
    ];

    internal static PasskeyView Verifying(string url, string apiPath) =>
        new(url, apiPath, Binds: false, WithNotice: false);

    internal static PasskeyView Binding(string url, string apiPath, bool withNotice) =>
        new(url, apiPath, Binds: true, withNotice);
}
