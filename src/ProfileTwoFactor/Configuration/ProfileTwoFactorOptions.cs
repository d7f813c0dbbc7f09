using Microsoft.AspNetCore.Http;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor;

/// <summary>The options of the package. They are validated at startup, and all errors are reported in one exception.</summary>
public sealed class ProfileTwoFactorOptions
{
    /// <summary>The application name that members see in their authenticator app.</summary>
    /// <value>The default is the application name of the host environment.</value>
    public string? ApplicationName { get; set; }

    /// <summary>The template of the entry in the authenticator app. The placeholders are <c>{Application}</c>, <c>{ProfileName}</c>, and <c>{ProfileId}</c>.</summary>
    /// <value>The default is <c>{Application}-{ProfileName}({ProfileId})</c>.</value>
    public string IssuerTemplate { get; set; } = "{Application}-{ProfileName}({ProfileId})";

    /// <summary>The lifetime of a verification in a browser without an active request. Each active request extends it.</summary>
    /// <value>The default is 24 hours. The minimum is one second, and the maximum is ten years.</value>
    public TimeSpan WindowLifetime { get; set; } = TimeSpan.FromHours(24);

    /// <summary>The maximum lifetime of a verification, regardless of activity.</summary>
    /// <value>The default is 30 days. Use <see cref="Timeout.InfiniteTimeSpan"/> for no limit. Browsers and the cache then keep a window for 400 days.</value>
    public TimeSpan WindowAbsoluteLifetime { get; set; } = TimeSpan.FromDays(30);

    /// <summary>The maximum age of a verification for sensitive actions: disable, reset, replace, and regenerate backup codes.</summary>
    /// <value>The default is 10 minutes.</value>
    public TimeSpan SensitiveActionMaxAge { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>The time for which this process reuses a positive decision without reading the store and the cache again.</summary>
    /// <value>The default is 5 seconds. The minimum is zero (no reuse), and the maximum is five minutes. Changes by another node take effect on this node within this time.</value>
    public TimeSpan DecisionLifetime { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The interval at which open hub connections, and responses that have been open for more than two seconds, are checked again. Changes in this process are checked immediately.</summary>
    /// <value>The default is 5 seconds. The minimum is one second, and the maximum is five minutes. The open connection of a removed member, or of an expired window, is closed within this time. Changes by another node take effect within this time plus <see cref="DecisionLifetime"/>.</value>
    /// <remarks>
    /// Each check calls the directory once for each connection, and the store and the cache when no decision can be reused. If they don't
    /// respond, connections stay open for <see cref="DecisionLifetime"/> plus <see cref="DependencyTimeout"/>, and are then closed.
    /// </remarks>
    public TimeSpan ConnectionCheckInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The maximum number of positive decisions that this process keeps.</summary>
    /// <value>The default is 10,000. The minimum is 16.</value>
    public int DecisionCapacity { get; set; } = 10_000;

    /// <summary>The number of 30-second time steps before and after the current one whose codes are accepted.</summary>
    /// <value>The default is 1. The minimum is 0, and the maximum is 2. Each additional step adds two valid codes for an attacker to guess.</value>
    public int ToleratedSteps { get; set; } = 1;

    /// <summary>The time in which a pending binding must be confirmed with its first code.</summary>
    /// <value>The default and maximum is 10 minutes. The minimum is one second.</value>
    public TimeSpan PendingBindingLifetime { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>The time that the package waits for the app's directory, a store, or the cache before it responds with 503.</summary>
    /// <value>The default is one second. The maximum is 30 seconds.</value>
    public TimeSpan DependencyTimeout { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The maximum number of codes and backup codes that this node checks at the same time.</summary>
    /// <value>The default is twice the number of processors, and at least 4. The minimum is 1, and the maximum is 10,000.</value>
    /// <remarks>
    /// Further codes wait for <see cref="DependencyTimeout"/> at most and are then refused with 503, before anything is read, hashed, or
    /// counted. Each check occupies the store, the cache, and for a backup code a processor, so a high number lets a flood of codes slow down
    /// the other pages of the app.
    /// </remarks>
    public int ConcurrentCodeAttempts { get; set; } = Math.Max(4, 2 * Environment.ProcessorCount);

    /// <summary>The maximum number of codes and backup codes of one signed-in person that this node checks at the same time, in all profiles and browsers together.</summary>
    /// <value>The default is 2. The minimum is 1, and the maximum is 10,000.</value>
    /// <remarks>
    /// Further codes wait for <see cref="DependencyTimeout"/> at most and are then refused with 429 <c>locked-out</c>, before anything is read,
    /// hashed, or counted. People are told apart by the claims <c>NameIdentifier</c> or <c>sub</c>, or by name, so one person's attempts never
    /// use up the limit of another person. A sign-in that waits for its code is limited separately from the person's open sessions.
    /// </remarks>
    public int ConcurrentCodeAttemptsPerMember { get; set; } = 2;

    /// <summary>The maximum difference between the clocks of this node and the database at which the node still checks codes.</summary>
    /// <value>The default is 30 seconds, one time step of a code. The minimum is one second. Use <see cref="Timeout.InfiniteTimeSpan"/> to not compare clocks, for example in tests with their own clock.</value>
    /// <remarks>
    /// If the difference is larger, codes and requests that require a fresh proof are answered with 503, and the health check fails. Other requests aren't affected. Clocks are compared only if
    /// the store has an <see cref="IStoreClock"/>, as the Entity Framework Core stores do on PostgreSQL, SQL Server, MySQL, and MariaDB.
    /// </remarks>
    public TimeSpan ToleratedClockSkew { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The route parameter with the profile id.</summary>
    /// <value>The default is <c>sid</c>.</value>
    public string ProfileIdParameter { get; set; } = ProfileTwoFactorDefaults.ProfileIdParameter;

    /// <summary>Returns the profile id of a gated endpoint whose route has no profile parameter, for example from the host name.</summary>
    /// <value>The default is null: the app doesn't start with such endpoints. The caller must not be able to choose the value independently of the resource.</value>
    public Func<HttpContext, string?>? ProfileIdResolver { get; set; }

    /// <summary>Returns the tenant of a request, for apps in which the ids of profiles, members, or users are unique only within a tenant, such as apps with a database for each tenant.</summary>
    /// <value>
    /// The default is null: all ids are unique in the app. The result is compared ordinally and can have at most 200 characters. A null result is "no tenant", which
    /// is separate from every tenant.
    /// </value>
    /// <remarks>
    /// Tenants are separated by this value: two tenants with the same value share decisions, accepted codes, and windows. The resolver must
    /// follow the same rule as the choice of the database, return the same value throughout a request, including the authentication middleware,
    /// and return only existing tenants, not values that a caller can invent. If it throws, the request is answered with 503. Setting or changing the resolver keeps
    /// stored rows and ends open windows: members verify once more. See <see cref="ITwoFactorTenantAccessor"/> for work outside requests.
    /// </remarks>
    public Func<HttpContext, string?>? TenantResolver { get; set; }

    /// <summary>The path prefix of the package's endpoints and pages.</summary>
    /// <value>The default is <c>/two-factor</c>. The value must start with one slash, and must not end with a slash.</value>
    public string PathPrefix { get; set; } = ProfileTwoFactorDefaults.PathPrefix;

    /// <summary>The behavior at startup for routes with the profile parameter that are neither gated nor skipped.</summary>
    /// <value>The default is <see cref="UngatedEndpointBehavior.Refuse"/>.</value>
    public UngatedEndpointBehavior UngatedProfileEndpoints { get; set; }

    /// <summary>The authentication schemes of the package's own endpoints and pages, for apps without a default scheme.</summary>
    /// <value>The default is empty: the app's default scheme is used.</value>
    public IList<string> AuthenticationSchemes { get; } = [];

    /// <summary>Authentication schemes with a token that the caller attaches itself. Callers of these schemes need no antiforgery token.</summary>
    /// <value>The default is empty: only ASP.NET Core's JWT and bearer token schemes are recognized. Never add cookie, Basic, Negotiate, or certificate schemes, because browsers send their credentials automatically.</value>
    public IList<string> TokenAuthenticationSchemes { get; } = [];

    /// <summary>Claim types that identify the session of a token caller, such as <c>sid</c> or <c>jti</c>. The window is bound to the first claim that is present instead of a cookie.</summary>
    /// <value>The default is empty: token callers use the window cookie. If set, a token without any of the claims has no window.</value>
    public IList<string> WindowClaimTypes { get; } = [];

    /// <summary>What the gate of profiles does with requests that lack a binding or a code.</summary>
    /// <value>The default is <see cref="EnforcementMode.Enforce"/>.</value>
    /// <remarks>With <see cref="EnforcementMode.ReportOnly"/>, no profile is protected by a second factor. A warning is logged at start.</remarks>
    public EnforcementMode Enforcement { get; set; }

    /// <summary>What the verification of a profile is bound to, for callers who sign in with a cookie.</summary>
    /// <value>The default is <see cref="WindowBinding.Browser"/>.</value>
    /// <remarks>
    /// <see cref="WindowBinding.Member"/> is weaker: once the member has entered a code in one browser, whoever else is signed in as that
    /// member, in any browser, is verified without a code. The window ends for all browsers together. It can't be combined with
    /// <see cref="CloseWindowsAtSignOut"/>. A change of this value ends open windows: each member enters one code. Proofs of
    /// an account and windows of token callers don't depend on it.
    /// </remarks>
    public WindowBinding WindowBinding { get; set; }

    /// <summary>What a member proves besides the sign-in before the first authenticator of a profile is bound, also after a reset and for the Owner who enables.</summary>
    /// <value>The default is <see cref="EnrollmentProof.None"/>: the first person who is signed in as the member binds.</value>
    /// <remarks>
    /// With <see cref="EnrollmentProof.Required"/>, a stolen password alone can't bind an authenticator: a code mailed to the member's address or a
    /// pass of the Owner is needed before any secret is shown. Without <c>ProfileTwoFactor.Mail</c> or another
    /// <see cref="Events.IEnrollmentCodeSender"/> only passes work, and an Owner can't enable two-factor authentication. Pending bindings
    /// that were begun without a proof can't be confirmed after the option is set. Authenticators that are bound stay bound. An account's own two-factor
    /// authentication doesn't use it.
    /// </remarks>
    public EnrollmentProof EnrollmentProof { get; set; }

    /// <summary>Whether a backup code lets a member bind a new passkey in a profile that accepts only passkeys.</summary>
    /// <value>The default is true: the code opens one hour in which that browser can bind a passkey, and gives no other access.</value>
    /// <remarks>
    /// A backup code is typed, so it can be phished, and who has one can bind a passkey of their own. Each use is in the audit trail, and the
    /// member gets a mail. Without it, a member who lost all passkeys needs the Owner, who resets the binding.
    /// </remarks>
    public bool AllowBackupCodeRecovery { get; set; } = true;

    /// <summary>Identity providers whose second factor can count as a verification, in profiles whose Owner allows it.</summary>
    /// <value>The default is empty: only codes, backup codes and passkeys of this package count, and profiles don't have the rule.</value>
    public IList<UpstreamIssuer> UpstreamIssuers { get; } = [];

    /// <summary>What the Owner of a profile can set in place of these values, and within which limits.</summary>
    /// <value>By default, Owners can only make the rules of their profile stricter.</value>
    public ProfilePolicyLimits PolicyLimits { get; } = new();

    /// <summary>Whether the window of token callers is bound only to the member.</summary>
    /// <value>The default is false. True is weak: every holder of a token of the member shares the window that another device opened.</value>
    public bool AllowMemberWideWindowsForTokens { get; set; }

    /// <summary>Whether all windows of a browser are closed when its cookie session signs out.</summary>
    /// <value>The default is false: a window remains valid after sign-out, only for the same member.</value>
    /// <remarks>
    /// The option works with the app's own cookie events, set as <c>Events</c> or as <c>EventsType</c>. The app doesn't start
    /// if the package can't observe the sign-out of its sessions. Without this option, call <c>SignOutAsync("ProfileTwoFactor")</c>
    /// to close the windows.
    /// </remarks>
    public bool CloseWindowsAtSignOut { get; set; }

    /// <summary>The app's cookie scheme whose sign-out closes windows, with <see cref="CloseWindowsAtSignOut"/>.</summary>
    /// <value>The default is <see cref="AccountTwoFactorOptions.SessionScheme"/>, or the app's default authentication scheme. It must be a cookie scheme.</value>
    public string? SessionScheme { get; set; }

    /// <summary>The cookies of verification windows, one for each profile or account.</summary>
    /// <value>
    /// <c>Name</c>: what all names begin with; a hash of the profile follows, so the names of two profiles always differ. Default:
    /// <c>.ProfileTwoFactor.W.</c>, to which the prefix <c>__Host-</c> or <c>__Secure-</c> is added on https.
    /// <c>Domain</c>: default none, so each subdomain asks for its own code. <c>Path</c>: default the path base.
    /// <c>SecurePolicy</c>: default <see cref="CookieSecurePolicy.SameAsRequest"/>. <c>SameSite</c>: default <see cref="SameSiteMode.Lax"/>.
    /// The lifetime is <see cref="WindowAbsoluteLifetime"/>.
    /// </value>
    /// <remarks>
    /// <para>
    /// Checked at start: <c>HttpOnly</c> can't be switched off, <c>SecurePolicy</c> can't be <see cref="CookieSecurePolicy.None"/>,
    /// <see cref="SameSiteMode.None"/> and names with <c>__Host-</c> or <c>__Secure-</c> need <see cref="CookieSecurePolicy.Always"/>, and a
    /// name with <c>__Host-</c> has no domain and the path <c>/</c>. <c>Extensions</c> can't set an attribute that has its own setting.
    /// </para>
    /// <para>
    /// With a <c>Domain</c>, every host of that domain receives the cookie and can set one, and the name has no <c>__Host-</c>. When you change
    /// <c>Name</c>, open windows end: each member enters one code. Use <see cref="CookieSecurePolicy.Always"/> behind a proxy that
    /// terminates TLS without forwarded headers; the cookie of a pending binding follows this policy.
    /// </para>
    /// </remarks>
    public CookieBuilder WindowCookie { get; } =
        new()
        {
            Name = ProfileTwoFactorDefaults.WindowCookiePrefix,
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            IsEssential = true,
        };

    /// <summary>Whether the app runs on one node only, so that nothing has to be shared.</summary>
    /// <value>The default is false: outside Development, the start logs a warning for windows (event 1406) and for keys (event 1407) that only this node has.</value>
    /// <remarks>
    /// It changes only these warnings. After a restart, members still enter a code again if windows are stored in memory, and all codes
    /// get 503 if the keys are lost, so keep the keys on a disk that survives a deployment.
    /// </remarks>
    public bool SingleNode { get; set; }

    /// <summary>Whether all nodes read the Data Protection keys from the same place, which the package can't detect for a folder.</summary>
    /// <value>The default is false: outside Development, the start logs a warning (event 1407) if the keys are stored in a folder or in another place of this machine.</value>
    /// <remarks>Set it if the folder is shared. It changes only the warning: a node that can't read the keys answers every code with 503.</remarks>
    public bool KeyRingIsShared { get; set; }

    /// <summary>Whether the app deliberately sends none of the package's mails, for example because it notifies people in its own way with event handlers.</summary>
    /// <value>The default is false: without <c>AddMail(...)</c>, the start logs a warning (event 1711).</value>
    /// <remarks>It changes only the warning. Without mails, people don't notice by mail that another person changed or guessed at their second factor.</remarks>
    public bool WithoutMail { get; set; }

    /// <summary>Sets the window lifetimes to what NIST SP 800-63B-4 recommends for AAL2: one hour of inactivity, and 24 hours in total.</summary>
    /// <remarks>The package supports deployments that aim at AAL2. AAL2 also requires that a phishing-resistant way is offered, and a typed code isn't one: add passkeys.</remarks>
    public ProfileTwoFactorOptions UseStrictWindows()
    {
        WindowLifetime = TimeSpan.FromHours(1);
        WindowAbsoluteLifetime = TimeSpan.FromHours(24);
        return this;
    }
}
