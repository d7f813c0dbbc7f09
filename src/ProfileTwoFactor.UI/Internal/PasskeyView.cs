namespace ProfileTwoFactor.Internal;

/// <summary>A button for a passkey beside a code. The script shows it: without script, the code remains.</summary>
/// <param name="Url">Where the browser's answer is sent.</param>
/// <param name="ApiPath">Where the calls are, below the root of the JSON endpoints.</param>
/// <param name="Button">The text of the button.</param>
internal sealed record PasskeyView(string Url, string ApiPath, string Button)
{
    internal const string Add = "Passkey.Add";

    /// <summary>In place of an app, beside its code.</summary>
    internal const string Instead = "Passkey.Bind";

    private const string Use = "Passkey.Use";

    /// <summary>What the script says, here and in the dialog.</summary>
    internal static readonly string[] TextNames =
    [
        Use,
        Instead,
        "Passkey.Hint",
        "Passkey.NewName",
        "Passkey.Cancelled",
        "Passkey.Known",
        "Passkey.None",
        "Passkey.Failed",
        "Problem.Passkey",
        "Authenticators.BadName",
        "Problem.NotAllowed",
        "Bind.OnlyPasskeys",
        "Unavailable.Text",
    ];

    /// <summary>Whether a new passkey is bound.</summary>
    public bool Binds => Button != Use;

    /// <summary>Whether the number of days is sent as well.</summary>
    public bool WithNotice { get; init; }

    internal static PasskeyView Verifying(string url, string apiPath) => new(url, apiPath, Use);

    internal static PasskeyView Binding(string url, string apiPath, string button = Instead) =>
        new(url, apiPath, button);
}
