using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using ProfileTwoFactor;
using ProfileTwoFactor.EntityFrameworkCore;

// The smallest app with two-factor authentication for a profile: two people, one profile, one gated route, one shared link.
const string Home = """
    <!DOCTYPE html><title>Acme Store</title>
    <form method="post">
      <button formaction="/sign-in/olivia">Sign in as Olivia, the Owner</button>
      <button formaction="/sign-in/mark">Sign in as Mark, a member</button>
    </form>
    <p><a href="/two-factor/profiles/acme/manage?returnUrl=%2F">Two-factor authentication</a></p>
    <p><a href="/p/acme/reports">Reports</a> <a href="/share/october">A shared report</a></p>
    """;

var builder = WebApplication.CreateBuilder(args);
var shop = builder.Configuration.GetConnectionString("Shop") ?? "Data Source=minimal-site.db";
builder.Services.AddDbContextFactory<ShopDbContext>(options => options.UseSqlite(shop));
builder.Services.AddAuthentication().AddCookie(cookie => cookie.LoginPath = "/");
builder.Services.AddProfileTwoFactor().AddSharedLinkDirectory<ShopLinkDirectory>();

#region Directory
builder
    .Services.AddProfileTwoFactor()
    .AddEntityFrameworkProfileDirectory<ShopDbContext>(
        (shop, profileId) =>
            from workspace in shop.Workspaces
            where workspace.Id == profileId
            select new TwoFactorProfile
            {
                Id = workspace.Id,
                Name = workspace.Name,
                OwnerMemberId = workspace.OwnerMemberId,
                OwnerEmail = workspace.OwnerEmail,
            },
        (shop, profileId) =>
            from member in shop.Members
            where member.WorkspaceId == profileId
            select new ProfileMembership
            {
                UserId = member.UserId,
                MemberId = member.Id,
                AccountName = member.Email,
            }
    );
#endregion

#region GettingStarted
builder
    .Services.AddProfileTwoFactor(options => options.ApplicationName = "Shop")
    .AddEntityFrameworkStores<ShopDbContext>()
    .AddDefaultPages();

var app = builder.Build();
app.MapRazorPages();
app.MapProfileTwoFactorApi();
app.MapGroup("/p/{sid}").RequireProfileTwoFactor().MapGet("/reports", () => "October");
#endregion
app.MapGet("/share/{token}", (SharedLink link) => $"A report of {link.ProfileId}")
    .RequireSharedLink();

app.MapGet("/", () => Results.Content(Home, "text/html"));
app.MapPost("/sign-in/{user}", SignIn);

await using (var scope = app.Services.CreateAsyncScope())
{
    var database = scope.ServiceProvider.GetRequiredService<ShopDbContext>();
    // An app adds a migration instead.
    if (await database.Database.EnsureCreatedAsync())
    {
        database.Add(new Workspace("acme", "Acme Store", "member-1", "olivia@example.com"));
        database.Add(new Member("member-1", "acme", "olivia", "olivia@example.com"));
        database.Add(new Member("member-2", "acme", "mark", "mark@example.com"));
        await database.SaveChangesAsync();
    }
}

await app.RunAsync();

// An app checks a password and an antiforgery token here.
static IResult SignIn(string user) =>
    Results.SignIn(
        new(new ClaimsIdentity([new(ClaimTypes.NameIdentifier, user)], "sample")),
        new() { RedirectUri = "/" }
    );

internal sealed record Workspace(string Id, string Name, string OwnerMemberId, string OwnerEmail);

internal sealed record Member(string Id, string WorkspaceId, string UserId, string Email);

internal sealed class ShopLinkDirectory : ISharedLinkDirectory
{
    public ValueTask<SharedLink?> FindAsync(string token, CancellationToken cancellationToken) =>
        ValueTask.FromResult(token == "october" ? MembersOnly("acme") : null);

    private static SharedLink MembersOnly(string profileId) =>
        new() { ProfileId = profileId, Access = SharedLinkAccess.MembersOnly };
}

internal sealed class ShopDbContext(DbContextOptions<ShopDbContext> options) : DbContext(options)
{
    public DbSet<Workspace> Workspaces => Set<Workspace>();
    public DbSet<Member> Members => Set<Member>();

    #region Model
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.AddProfileTwoFactor();
    }
    #endregion
}
