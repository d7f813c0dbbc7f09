using HeatmapSite.Data;
using Microsoft.AspNetCore.Identity;

namespace HeatmapSite.Sessions;

/// <summary>The password of no account: a sign-in with an unknown address is checked against it.</summary>
internal sealed class DecoyPassword
{
    public DecoyPassword(IPasswordHasher<Person> hasher)
    {
        Person = new Person { Id = "", Email = "" };
        Person.PasswordHash = hasher.HashPassword(Person, Guid.NewGuid().ToString());
    }

    public Person Person { get; }
}
