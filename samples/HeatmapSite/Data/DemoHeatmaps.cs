using HeatmapSite.Heatmaps;

namespace HeatmapSite.Data;

/// <summary>Clicks as visitors of the drawn pages would make them.</summary>
internal static class DemoHeatmaps
{
    private const int Days = 30;

    public static IEnumerable<Heatmap> Heatmaps =>
        [
            Page("acme", "home", "Home page", "https://shop.acme.example/", "_ShopHome"),
            Page("acme", "pricing", "Membership plans", "https://shop.acme.example/plus", "_Plans"),
            Page("beta", "home", "Front page", "https://beta.example/", "_BlogHome"),
            Page("beta", "pricing", "Support us", "https://beta.example/support", "_Tiers"),
        ];

    public static IEnumerable<ClickSpot> Clicks(DateOnly today)
    {
        // A fixed seed: every newcomer, screenshot and test sees the same picture.
        var random = new Random(20_261_122);
        return Heatmaps.SelectMany(page =>
            Targets[page.Snapshot].SelectMany(target => Spots(page, target, today, random)).ToList()
        );
    }

    /// <summary>A picture for the first page, with made-up data.</summary>
    public static HeatmapReport Sample()
    {
        var spots = Clicks(DateOnly.MaxValue)
            .Where(spot => spot is { ProfileId: "acme", HeatmapId: "home" });
        return new HeatmapReport(Heatmaps.First(), default, default, [.. spots]);
    }

    // Which parts of a drawing are clicked, where they are (x, y, width, height), and how popular they are.
    private static readonly Dictionary<string, Target[]> Targets = new()
    {
        ["_ShopHome"] =
        [
            new("Shop the sale", 60, 310, 190, 54, 34),
            new("Navigation: Sale", 520, 18, 60, 30, 18),
            new("Canvas tote: Add to cart", 40, 768, 200, 40, 21),
            new("Enamel mug: photo", 275, 520, 215, 170, 14),
            new("Wool blanket: Add to cart", 510, 768, 200, 40, 9),
            new("Desk lamp: photo", 745, 520, 215, 170, 6),
            new("Cart", 890, 16, 76, 34, 12),
            new("Search", 800, 16, 70, 34, 7),
            new("Newsletter: Subscribe", 640, 918, 120, 44, 4),
            new("Hero picture (not a link)", 560, 120, 360, 260, 8),
        ],
        ["_Plans"] =
        [
            new("Plus: Start free trial", 390, 640, 220, 48, 36),
            new("Basic: Choose", 80, 640, 220, 48, 9),
            new("Business: Talk to us", 700, 640, 220, 48, 12),
            new("Yearly / monthly switch", 410, 210, 180, 40, 22),
            new("Plus: feature list (not a link)", 390, 440, 220, 160, 7),
            new("Question: Can I cancel?", 80, 800, 840, 44, 10),
            new("Question: Do you ship abroad?", 80, 856, 840, 44, 5),
            new("Cart", 890, 16, 76, 34, 4),
        ],
        ["_BlogHome"] =
        [
            new("Story: The quiet web", 60, 110, 560, 330, 30),
            new("Story: Night trains", 60, 500, 270, 250, 13),
            new("Story: Bread, slowly", 350, 500, 270, 250, 17),
            new("Most read: 1", 680, 160, 260, 44, 12),
            new("Most read: 2", 680, 214, 260, 44, 7),
            new("Most read: 3", 680, 268, 260, 44, 4),
            new("Follow by e-mail", 680, 480, 260, 48, 9),
            new("Navigation: Essays", 420, 18, 80, 30, 8),
            new("Older stories", 400, 850, 200, 44, 6),
        ],
        ["_Tiers"] =
        [
            new("Supporter: Become one", 540, 560, 340, 52, 32),
            new("Reader: Stay free", 120, 560, 340, 52, 11),
            new("Amount: 5", 560, 380, 90, 44, 9),
            new("Amount: 10", 665, 380, 90, 44, 16),
            new("Amount: 20", 770, 380, 90, 44, 5),
            new("Where does the money go?", 120, 720, 760, 48, 13),
            new("Navigation: Essays", 420, 18, 80, 30, 4),
        ],
    };

    private static IEnumerable<ClickSpot> Spots(
        Heatmap page,
        Target target,
        DateOnly today,
        Random random
    )
    {
        for (var spot = 0; spot < 12 + target.Popularity; spot++)
        {
            yield return new ClickSpot
            {
                ProfileId = page.ProfileId,
                HeatmapId = page.Id,
                Element = target.Element,
                X = target.X + (int)(target.Width * Around(random)),
                Y = target.Y + (int)(target.Height * Around(random)),
                Day = today.AddDays(-random.Next(Days)),
                Clicks = 1 + random.Next(target.Popularity),
            };
        }
    }

    /// <summary>Between 0 and 1, mostly near the middle, as people aim.</summary>
    private static double Around(Random random) =>
        (random.NextDouble() + random.NextDouble() + random.NextDouble()) / 3;

    private static Heatmap Page(
        string profileId,
        string id,
        string title,
        string pageUrl,
        string snapshot
    ) =>
        new()
        {
            ProfileId = profileId,
            Id = id,
            Title = title,
            PageUrl = pageUrl,
            Snapshot = snapshot,
        };

    private sealed record Target(
        string Element,
        int X,
        int Y,
        int Width,
        int Height,
        int Popularity
    );
}
