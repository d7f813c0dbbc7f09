using Microsoft.AspNetCore.Identity;

namespace ProfileSite.Data;

/// <summary>A user of the site, in ASP.NET Core Identity's tables.</summary>
public sealed class SiteUser : IdentityUser;
