using System.Globalization;
using System.Net.Mail;

namespace HeatmapSite.Mail;

/// <summary><c>Smtp:*</c> and <c>Site:PublicOrigin</c>: by what mails are sent, and where their links lead.</summary>
internal sealed class MailSettings(IConfiguration configuration, IHostEnvironment environment)
{
    private const int DefaultPort = 587;

    private readonly IConfigurationSection _smtp = configuration.GetSection("Smtp");

    public string? Host { get; } = Value(configuration["Smtp:Host"]);

    public int Port => TryReadPort(out var port) ? port : DefaultPort;

    public string From => Value(_smtp["From"]) ?? "";

    public string? UserName => Value(_smtp["UserName"]);

    public string? Password => Value(_smtp["Password"]);

    public string? PublicOrigin { get; } = Value(configuration["Site:PublicOrigin"])?.TrimEnd('/');

    public bool HasSmtp => Host is not null;

    /// <summary>Whether mails are visible at all: sent, or kept in the development mailbox.</summary>
    public bool Delivers => HasSmtp || environment.IsDevelopment();

    public IEnumerable<string> Errors()
    {
        if (!TryReadPort(out _))
        {
            yield return $"Smtp:Port is '{_smtp["Port"]}'; it must be a whole number from 1 to 65535.";
        }

        if (From.Length > 0 && !IsBareAddress(From))
        {
            yield return $"Smtp:From is '{From}'; it must be one bare e-mail address.";
        }
        else if (HasSmtp && From.Length == 0)
        {
            yield return "Smtp:From is missing; set it to the sender address of mails sent through Smtp:Host.";
        }

        if (Host is not null && Uri.CheckHostName(Host) == UriHostNameType.Unknown)
        {
            yield return $"Smtp:Host is '{Host}'; it must be the name or address of a mail server.";
        }

        if (PublicOrigin is not null && !IsOrigin(PublicOrigin))
        {
            yield return $"Site:PublicOrigin is '{PublicOrigin}'; it must be an http or https address such as https://heatmap.example.";
        }
    }

    private static string? Value(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private bool TryReadPort(out int port)
    {
        port = DefaultPort;
        return Value(_smtp["Port"]) is not { } text
            || int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port)
                && port is > 0 and <= 65535;
    }

    private static bool IsBareAddress(string text) =>
        MailAddress.TryCreate(text, out var address) && address.Address == text;

    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
        && address is { Query.Length: 0, Fragment.Length: 0, UserInfo.Length: 0 };
}
