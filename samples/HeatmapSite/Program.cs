using HeatmapSite.Accounts;
using HeatmapSite.Audit;
using HeatmapSite.Data;
using HeatmapSite.Heatmaps;
using HeatmapSite.Http;
using HeatmapSite.Invitations;
using HeatmapSite.Links;
using HeatmapSite.Live;
using HeatmapSite.Mail;
using HeatmapSite.Members;
using HeatmapSite.Profiles;
using HeatmapSite.RateLimits;
using HeatmapSite.Sessions;
using HeatmapSite.Settings;
using HeatmapSite.Support;
using HeatmapSite.Texts;
using Microsoft.AspNetCore.Authorization;
using ProfileTwoFactor;

var builder = WebApplication.CreateBuilder(args);
builder.WebHost.UseStaticWebAssets();
builder.UseDefaultAddress();
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddHeatmapDatabase();
builder.Services.AddPersistentKeys();
builder.Services.AddRedisWindows(builder.Configuration);
builder.Services.AddSessions();
builder.Services.AddRequestLimits();
builder.Services.AddHttpContextAccessor();
builder.Services.AddRazorPages();
builder.Services.AddFreshProofForPages();
builder.Services.AddSiteTexts();
builder.Services.AddHealthChecks().AddCheck<DatabaseHealth>("database").AddProfileTwoFactor();
builder.Services.AddScoped<CurrentProfile>();
builder.Services.AddScoped<HeatmapQueries>();
builder.Services.AddScoped<MemberQueries>();
builder.Services.AddScoped<MemberCommands>();
builder.Services.AddScoped<MemberTransaction>();
builder.Services.AddOwnAccount();
builder.Services.AddSupport();
builder.Services.AddInvitations();
builder.Services.AddScoped<LinkCommands>();
builder.Services.AddSignalR();
builder.Services.AddSingleton<LiveClicks>();
builder.Services.AddHostedService(provider => provider.GetRequiredService<LiveClicks>());

// Two-factor authentication for profiles and accounts: the directories, the package, where it stores.
builder
    .Services.AddProfileTwoFactor()
    .AddProfileDirectory<HeatmapProfileDirectory>()
    .AddSharedLinkDirectory<HeatmapLinkDirectory>()
    .AddEntityFrameworkStores<HeatmapDbContext>()
    .AddAccounts<AccountDirectory>()
    .AddPasskeys()
    .AddDefaultPages(pages =>
        pages.Support = new SupportLink(
            "support@example.com",
            new Uri("mailto:support@example.com")
        )
    )
    .AddSiteBackplane(builder.Configuration)
    .AddGauges()
    .AddSecurityTrail(builder.Configuration, builder.Environment)
    .AddSiteMail(builder.Configuration, builder.Environment);
builder.Services.AddCheckedSettings();

builder.Services.AddScoped<IAuthorizationHandler, ProfileOwnerHandler>();
builder
    .Services.AddAuthorizationBuilder()
    .AddPolicy(
        ProfileOwnerRequirement.PolicyName,
        policy => policy.AddRequirements(new ProfileOwnerRequirement())
    );

var app = builder.Build();
app.UseSecurityHeaders();
app.UseErrorAnswers();
if (!app.Environment.IsDevelopment())
{
    app.UseHsts();
}

app.UseStaticFiles();
app.UseSiteLanguages();
app.UseRouting();
app.UseAddressLimits();
app.UseAuthentication();
app.UsePersonLimits();
app.UseMiddleware<AntiforgeryHeaderMiddleware>();
app.UseAuthorization();

app.MapRazorPages();
app.MapProfileTwoFactorApi();
app.MapHealthChecks("/healthz");
app.MapSessions();
app.MapAccepting();
app.MapAccount();
app.MapSupport();
app.MapHub<LiveHub>("/hubs/live/{sid}");

// Everything under a profile's address is behind the gate, also what will be added later.
var profile = app.MapGroup("/api/p/{sid}").RequireProfileTwoFactor();
profile.MapHeatmaps();
profile.MapMembers();
profile.MapInviting();
profile.MapLinks();

if (app.Environment.IsDevelopment())
{
    app.MapDevelopmentMailbox("/dev/mail");
}

app.Run();

public partial class Program;
