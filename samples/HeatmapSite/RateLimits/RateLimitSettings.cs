using System.Globalization;

namespace HeatmapSite.RateLimits;

/// <summary><c>RateLimits:SignIn</c>, <c>:Password</c>, <c>:Invitations</c> and <c>:TwoFactor</c>: calls a minute; 0 for no limit.</summary>
/// <remarks>The defaults stop floods and leave offices behind one address alone. Codes are bounded by the package, per member and not per address.</remarks>
internal sealed class RateLimitSettings
{
    private const int Most = 1_000_000;
    private readonly List<string> _errors = [];

    public RateLimitSettings(IConfiguration configuration)
    {
        var section = configuration.GetSection("RateLimits");
        SignIn = Read(section, nameof(SignIn), 12_000);
        Password = Read(section, nameof(Password), 30);
        Invitations = Read(section, nameof(Invitations), 600);
        TwoFactor = Read(section, nameof(TwoFactor), 30_000);
    }

    /// <summary>Sign-ins and accepted invitations, which check or make passwords, from one address.</summary>
    public int SignIn { get; }

    /// <summary>Changes of password and e-mail by one person. Low, because who took over a session could guess the password there.</summary>
    public int Password { get; }

    /// <summary>Invitations that one person sends.</summary>
    public int Invitations { get; }

    /// <summary>Changes under <c>/two-factor</c> by one person, or from one address without sign-in.</summary>
    public int TwoFactor { get; }

    public IEnumerable<string> Errors() => _errors;

    private int Read(IConfigurationSection section, string key, int usual)
    {
        if (section[key] is not { } text)
        {
            return usual;
        }

        if (
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit)
            && limit <= Most
        )
        {
            return limit;
        }

        _errors.Add(
            $"RateLimits:{key} is '{text}'; it must be a whole number of calls per minute, at most {Most}, or 0 for no limit."
        );
        return usual;
    }
}
