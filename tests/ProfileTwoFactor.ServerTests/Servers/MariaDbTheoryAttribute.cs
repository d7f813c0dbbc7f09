namespace ProfileTwoFactor.ServerTests.Servers;

/// <summary>A theory that needs MariaDB: left out, and said so, where it is missing; a failure in test.sh.</summary>
internal sealed class MariaDbTheoryAttribute : TheoryAttribute
{
    public MariaDbTheoryAttribute() => Skip = Missing.WhyNot("MariaDB", MariaDbServer.Program);
}
