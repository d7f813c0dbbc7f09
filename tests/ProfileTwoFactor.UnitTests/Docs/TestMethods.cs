using System.Text.RegularExpressions;

namespace ProfileTwoFactor.UnitTests.Docs;

/// <summary>Every test of this repository, read from the sources: a test project can't load the others.</summary>
internal static partial class TestMethods
{
    /// <summary>By class, as the path of its file: a class in parts has files whose names begin alike.</summary>
    public static ILookup<string, string> ByClass { get; } =
        Checkout
            .Files("tests")
            // The contract of stores is shipped, and run by the tests.
            .Concat(Checkout.Files("src/ProfileTwoFactor.Testing.Stores"))
            .SelectMany(file =>
                Method()
                    .Matches(Checkout.Read(file))
                    .Select(method => (File: file, Name: method.Groups["name"].Value))
            )
            .ToLookup(test => ClassOf(test.File), test => test.Name);

    private static string ClassOf(string file) =>
        Path.Combine(Path.GetDirectoryName(file)!, Path.GetFileName(file).Split('.')[0]);

    // A test method, so that a helper of that name does not pass for a test.
    [GeneratedRegex(
        @"\[(?:\w+\.)?(?:ContractTest|\w*(?:Fact|Theory))\b.*?(?:public|internal) (?:virtual |override |async )*\w+ (?<name>\w+)\(",
        RegexOptions.Singleline
    )]
    private static partial Regex Method();
}
