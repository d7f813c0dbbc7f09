using IdentitySite.Data;
using IdentitySite.External;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using ProfileTwoFactor;
using ProfileTwoFactor.EntityFrameworkCore;

// ASP.NET Core Identity with two-factor authentication of this package: for accounts, and for workspaces that are a column of the user.
var builder = WebApplication.CreateBuilder(args);
var database = builder.Configuration.GetConnectionString("Site") ?? "Data Source=identity-site.db";
builder.Services.AddDbContext<SiteDbContext>(options => options.UseSqlite(database));
builder
    .Services.AddIdentity<SiteUser, IdentityRole>()
    .AddEntityFrameworkStores<SiteDbContext>()
    .AddDefaultTokenProviders();
builder.Services.ConfigureApplicationCookie(cookie =>
{
    cookie.LoginPath = "/login";
    cookie.AccessDeniedPath = "/";
});
builder.Services.AddStandInProvider(builder.Environment);
builder.Services.AddRazorPages();
builder
    .Services.AddProfileTwoFactor(options =>
    {
        options.ApplicationName = "Identity Site";
        options.WithoutMail = true;
        options.SingleNode = true;
    })
    .AddEntityFrameworkStores<SiteDbContext>()
    .AddEntityFrameworkProfileDirectory<SiteDbContext>(
        (site, id) =>
            from workspace in site.Workspaces
            join owner in site.Users on workspace.OwnerId equals owner.Id
            where workspace.Id == id
            select new TwoFactorProfile
            {
                Id = workspace.Id,
                Name = workspace.Name,
                OwnerMemberId = owner.Id,
                OwnerEmail = owner.Email!,
            },
        (site, id) =>
            from user in site.Users
            where user.WorkspaceId == id
            select new ProfileMembership
            {
                UserId = user.Id,
                MemberId = user.Id,
                AccountName = user.Email!,
                // The member id is the user id, which stays the same when a user leaves and joins again.
                Stamp = user.WorkspaceStamp,
                SecurityStamp = user.SecurityStamp,
            }
    )
    .AddIdentityAccounts<SiteUser>()
    .AddIdentityImport<SiteUser>(options => options.AtSignIn = true)
    .AddDefaultPages();

var app = builder.Build();
await SeedData.AddAsync(app.Services);
app.UseStaticFiles();
app.UseAuthentication();
app.UseAuthorization();
app.MapRazorPages();
app.MapProfileTwoFactorApi();
await app.RunAsync();
