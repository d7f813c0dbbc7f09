using System.Threading.RateLimiting;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using ProfileSite.Accounts;
using ProfileSite.Data;
using ProfileSite.Workspaces;
using ProfileTwoFactor;
using ProfileTwoFactor.EntityFrameworkCore;
using ProfileTwoFactor.Mail;
#if (!identity)
using Microsoft.AspNetCore.Authentication.Cookies;
#endif

var builder = WebApplication.CreateBuilder(args);
var connection =
    builder.Configuration.GetConnectionString("Site")
    ?? throw new InvalidOperationException(
        "There is no connection string 'Site'. Set ConnectionStrings:Site in appsettings.json or ConnectionStrings__Site in the environment."
    );
#if (postgres)
builder.Services.AddDbContextFactory<SiteDbContext>(options => options.UseNpgsql(connection));
#else
builder.Services.AddDbContextFactory<SiteDbContext>(options => options.UseSqlite(connection));
#endif

// The keys encrypt sessions and authenticator secrets. They are in the database, so they survive a new deployment.
builder
    .Services.AddDataProtection()
    .SetApplicationName("ProfileSite")
    .PersistKeysToDbContext<SiteDbContext>();

#if (identity)
builder
    .Services.AddIdentity<SiteUser, IdentityRole>(options =>
    {
        options.User.RequireUniqueEmail = true;
        options.Password.RequiredLength = 12;
    })
    .AddEntityFrameworkStores<SiteDbContext>()
    .AddDefaultTokenProviders();
builder.Services.ConfigureApplicationCookie(cookie => cookie.LoginPath = "/account/sign-in");
#else
builder.Services.AddSingleton<IPasswordHasher<SiteUser>, PasswordHasher<SiteUser>>();
builder.Services.AddSingleton<SessionEvents>();
builder
    .Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme)
    .AddCookie(cookie =>
    {
        cookie.LoginPath = "/account/sign-in";
        cookie.EventsType = typeof(SessionEvents);
    });
#endif
builder.Services.AddScoped<SiteAccounts>();
builder.Services.AddScoped<WorkspaceMembers>();
builder.Services.AddRazorPages();
builder.Services.AddHealthChecks().AddProfileTwoFactor();

// Ten passwords a minute from one address. Behind a proxy, also set up forwarded headers, or all visitors share one address.
builder.Services.AddRateLimiter(limits =>
{
    limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
    limits.AddPolicy(
        "passwords",
        context =>
            HttpMethods.IsPost(context.Request.Method)
                ? RateLimitPartition.GetFixedWindowLimiter(
                    $"{context.Connection.RemoteIpAddress}",
                    _ => new() { PermitLimit = 10, Window = TimeSpan.FromMinutes(1) }
                )
                // A key of its own: a limiter is made once for a key, whatever is asked for later.
                : RateLimitPartition.GetNoLimiter("reading")
    );
});
#if (redis)

var redis =
    builder.Configuration.GetConnectionString("Redis")
    ?? throw new InvalidOperationException(
        "There is no connection string 'Redis'. Set ConnectionStrings:Redis in appsettings.json or ConnectionStrings__Redis in the environment."
    );
builder.Services.AddStackExchangeRedisCache(cache =>
{
    cache.Configuration = redis;
    cache.InstanceName = "ProfileSite:";
});
#endif

// Two-factor authentication: of a workspace, decided by its Owner, and of a user's own account.
builder
    .Services.AddProfileTwoFactor(options =>
    {
        options.ApplicationName = "ProfileSite";
#if (!redis)
        // One node: verifications are kept in its memory. With a second node, add a distributed cache and remove this line.
        options.SingleNode = true;
#endif
    })
    .AddEntityFrameworkStores<SiteDbContext>()
    .AddWorkspaceDirectory()
#if (identity)
    .AddIdentityAccounts<SiteUser>()
#else
    .AddAccounts<AccountDirectory>()
#endif
#if (redis)
    .AddRedisBackplane(redis)
#endif
    .AddDefaultPages(pages => pages.Layout = "/Pages/Shared/_Layout.cshtml")
    .AddMail(mail =>
    {
        if (builder.Environment.IsDevelopment())
        {
            mail.UseDevelopmentMailbox();
        }
        else if (builder.Configuration["Smtp:Host"] is { } host)
        {
            mail.UseSmtp(smtp =>
                {
                    smtp.Host = host;
                    smtp.From =
                        builder.Configuration["Smtp:From"]
                        ?? throw new InvalidOperationException(
                            "Smtp:From is missing. Set it to the address that mails are sent from."
                        );
                    smtp.UserName = builder.Configuration["Smtp:UserName"];
                    smtp.Password = builder.Configuration["Smtp:Password"];
                })
                .Configure(options =>
                    options.PublicOrigin = builder.Configuration["Site:PublicOrigin"]
                );
        }
    });

var app = builder.Build();
await app.PrepareDatabaseAsync();
if (!app.Environment.IsDevelopment())
{
    app.UseExceptionHandler("/error");
    app.UseHsts();
    app.UseHttpsRedirection();
}

app.UseStaticFiles();
app.UseRouting();
app.UseRateLimiter();
app.UseAuthentication();
app.UseAuthorization();
app.MapRazorPages();
app.MapProfileTwoFactorApi();
app.MapHealthChecks("/healthz");

// Every endpoint of this group is behind the gate, also what you will add.
var workspace = app.MapGroup("/api/w/{sid}").RequireProfileTwoFactor();
workspace.MapGet(
    "/",
    (HttpContext context) =>
        new { context.GetTwoFactorProfile()!.Id, context.GetTwoFactorProfile()!.Name }
);

if (app.Environment.IsDevelopment())
{
    app.MapDevelopmentMailbox("/dev/mail");
}

await app.RunAsync();
