using Microsoft.AspNetCore.Http;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor;

/// <summary>Settings of the package. Checked at start; every mistake is reported at once.</summary>
public sealed class ProfileTwoFactorOptions
{
    /// <summary>The application's name, as members see it in their authenticator app.</summary>
    /// <value>Default: the host environment's application name.</value>
    public string? Application { get; set; }

    /// <summary>The template of the entry in the authenticator app, with <c>{Application}</c>, <c>{ProfileName}</c> and <c>{ProfileId}</c>.</summary>
    /// <value>Default: <c>{Application}-{ProfileName}({ProfileId})</c>.</value>
    public string IssuerTemplate { get; set; } = "{Application}-{ProfileName}({ProfileId})";

    /// <summary>How long a verification lasts in a browser without any active request. Each active request starts it anew.</summary>
    /// <value>Default: 24 hours. At least one second.</value>
    public TimeSpan Window { get; set; } = TimeSpan.FromHours(24);

    /// <summary>How long a verification lasts at the very most, however active the browser is.</summary>
    /// <value>Default: 30 days. <see cref="Timeout.InfiniteTimeSpan"/> means for ever, and must be said.</value>
    public TimeSpan AbsoluteLifetime { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How young a verification must be for disable, reset, replace and regenerate.</summary>
    /// <value>Default: 10 minutes.</value>
    public TimeSpan SensitiveActionMaxAge { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How long this process may repeat a positive decision without asking store and cache again.</summary>
    /// <value>Default: 5 seconds. Zero asks every time. Changes made on another node are seen after this time at the latest.</value>
    public TimeSpan DecisionLifetime { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How often open hub connections, and answers that have been open for more than two seconds, are checked again. Changes made in this process are looked at immediately.</summary>
    /// <value>Default: 5 seconds. From one second to five minutes. A removed member's open connection, or one whose window lapsed, is closed after this time at the latest; what another node changed, after this time and <see cref="DecisionLifetime"/>.</value>
    /// <remarks>
    /// Each check asks the directory once for each connection, and store and cache when no decision is kept. While they can't
    /// answer, connections stay open for <see cref="DecisionLifetime"/> plus <see cref="DependencyTimeout"/> and are then closed.
    /// </remarks>
    public TimeSpan ConnectionCheckInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How many positive decisions this process keeps.</summary>
    /// <value>Default: 10,000. At least 16.</value>
    public int DecisionCapacity { get; set; } = 10_000;

    /// <summary>How many 30-second steps before and after the current one are accepted.</summary>
    /// <value>Default: 1. From 0 to 2; each step more gives a guesser two more chances per guess.</value>
    public int ToleratedSteps { get; set; } = 1;

    /// <summary>How long a shown, unproven authenticator waits for its first code.</summary>
    /// <value>Default, and at most: 10 minutes.</value>
    public TimeSpan PendingBindingLifetime { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How long the package waits for the host's directory, a store or the cache before it answers 503.</summary>
    /// <value>Default: one second.</value>
    public TimeSpan DependencyTimeout { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How far this node's clock may be from the clock of the database before it checks no code any more.</summary>
    /// <value>Default: 30 seconds, one step of a code. At least one second. <see cref="Timeout.InfiniteTimeSpan"/> means that clocks are not compared, which tests with a clock of their own need.</value>
    /// <remarks>
    /// Codes, and requests that want a fresh proof, are then answered 503 and the health check fails; others go on. Compared only where
    /// the store brings an <see cref="IStoreClock"/>: the Entity Framework Core stores do on PostgreSQL, SQL Server, MySQL and MariaDB.
    /// </remarks>
    public TimeSpan ToleratedClockSkew { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The route parameter that carries the profile id.</summary>
    /// <value>Default: <c>sid</c>.</value>
    public string ProfileIdParameter { get; set; } = ProfileTwoFactorDefaults.ProfileIdParameter;

    /// <summary>Finds the profile id of a gated endpoint whose route has no profile parameter, for example from the host name.</summary>
    /// <value>Default: none; such endpoints are refused at start. The value must not be something a caller can choose freely for another resource.</value>
    public Func<HttpContext, string?>? ProfileIdResolver { get; set; }

    /// <summary>Names the tenant of a request, for hosts in which ids of profiles, members or users are unique only within a tenant, such as those with a database for each.</summary>
    /// <value>
    /// Default: none; all ids are unique in the host. The answer is compared ordinally and has 200 characters at most; null is "no tenant", which
    /// is kept apart from every tenant.
    /// </value>
    /// <remarks>
    /// The security of the tenants rests on it: two tenants for which it gives one answer share decisions, accepted codes and windows. It must
    /// follow the same rule as the choice of the database, answer the same throughout a request, also for the middleware that authenticates,
    /// and return tenants that exist, not what a caller can invent. If it throws, the request is answered 503. Setting or changing it keeps
    /// stored rows and ends open windows: members verify once. See <see cref="ITwoFactorTenantAccessor"/> for work outside requests.
    /// </remarks>
    public Func<HttpContext, string?>? TenantResolver { get; set; }

    /// <summary>Where the package's endpoints and pages live.</summary>
    /// <value>Default: <c>/two-factor</c>. Starts with a slash and doesn't end with one.</value>
    public string PathPrefix { get; set; } = ProfileTwoFactorDefaults.PathPrefix;

    /// <summary>What happens at start to routes with the profile parameter that are neither gated nor skipped.</summary>
    /// <value>Default: <see cref="UngatedEndpointBehavior.Refuse"/>.</value>
    public UngatedEndpointBehavior UngatedProfileEndpoints { get; set; }

    /// <summary>The host's schemes the package's own endpoints and pages authenticate with, for hosts without a default scheme.</summary>
    /// <value>Default: none; the host's default scheme.</value>
    public IList<string> AuthenticationSchemes { get; } = [];

    /// <summary>Schemes that authenticate by a token the caller attaches itself. Their callers need no antiforgery token.</summary>
    /// <value>Default: none beyond the framework's JWT and bearer-token schemes, which are recognised. Never list cookie, Basic, Negotiate or certificate schemes: browsers send those by themselves.</value>
    public IList<string> TokenAuthenticationSchemes { get; } = [];

    /// <summary>Claims that identify the session of a token caller, such as <c>sid</c> or <c>jti</c>. The window is then bound to the first one present instead of to a cookie.</summary>
    /// <value>Default: none; token callers use the window cookie. A token without any of the claims has no window.</value>
    public IList<string> WindowClaimTypes { get; } = [];

    /// <summary>Binds the window of token callers to nothing but the member.</summary>
    /// <value>Default: false. Weak: whoever holds any token of the member shares a window another device opened.</value>
    public bool AllowMemberWideWindowsForTokens { get; set; }

    /// <summary>Closes every window of a browser when its cookie session signs out.</summary>
    /// <value>Default: false; a window outlives sign-out and serves the same member again, and nobody else.</value>
    /// <remarks>
    /// Works with the host's own cookie events, whether they are set as <c>Events</c> or as <c>EventsType</c>. The host does not start
    /// when the sign-out of its sessions would not be seen. Without this option, <c>SignOutAsync("ProfileTwoFactor")</c> does the same
    /// where the host calls it.
    /// </remarks>
    public bool CloseWindowsAtSignOut { get; set; }

    /// <summary>The host's cookie scheme whose sign-out closes windows, with <see cref="CloseWindowsAtSignOut"/>.</summary>
    /// <value>Default: <see cref="AccountTwoFactorOptions.SessionScheme"/>, or else the scheme that authenticates the host's requests by default. It has to be a cookie scheme.</value>
    public string? SessionScheme { get; set; }

    /// <summary>Sets the limits of NIST SP 800-63B-4 for AAL2: one hour of inactivity, 24 hours at most.</summary>
    /// <remarks>The package supports AAL2 deployments; a typed code alone is not phishing-resistant.</remarks>
    public ProfileTwoFactorOptions UseStrictWindows()
    {
        Window = TimeSpan.FromHours(1);
        AbsoluteLifetime = TimeSpan.FromHours(24);
        return this;
    }
}
