using ProfileTwoFactor.BrowserTests.Infrastructure;

namespace ProfileTwoFactor.BrowserTests.Appearance;

/// <summary>Turns a page of the package round, as a host in Arabic or Hebrew has it.</summary>
internal static class RightToLeft
{
    private const string Codes = ".ptf-key, .ptf-codes code, .ptf-code";

    /// <returns>What is wrong with it then; nothing for a page without anything of the package.</returns>
    public static async Task<List<string>> InspectRightToLeftAsync(
        this Visitor visitor,
        string name,
        int width
    )
    {
        var wrong = new List<string>();
        if (await visitor.Page.Locator(".ptf").CountAsync() == 0)
        {
            return wrong;
        }

        var found = await visitor.Page.EvaluateAsync<Turned>(
            """
            (codes) => {
              const root = document.documentElement;
              const before = root.dir;
              root.dir = "rtl";
              const wide = root.scrollWidth;
              const turned = [...document.querySelectorAll(codes)]
                .filter((it) => getComputedStyle(it).direction !== "ltr").length;
              root.dir = before;
              return { wide, turnedCodes: turned };
            }
            """,
            Codes
        );
        if (found.Wide > width)
        {
            wrong.Add($"{name} is {found.Wide} wide on {width} from right to left.");
        }

        if (found.TurnedCodes > 0)
        {
            wrong.Add($"{name} has {found.TurnedCodes} codes that run from right to left.");
        }

        return wrong;
    }

    private sealed record Turned
    {
        public int Wide { get; set; }

        public int TurnedCodes { get; set; }
    }
}
