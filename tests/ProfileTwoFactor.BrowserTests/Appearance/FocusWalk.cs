using Microsoft.Playwright;
using ProfileTwoFactor.BrowserTests.Infrastructure;

namespace ProfileTwoFactor.BrowserTests.Appearance;

/// <summary>Goes through a page with the Tab key.</summary>
internal static class FocusWalk
{
    private const int MostStops = 40;

    private const string Look = """
        () => {
          let it = document.activeElement;
          while (it?.shadowRoot?.activeElement) it = it.shadowRoot.activeElement;
          if (!it || it === document.body) return null;
          const box = it.getBoundingClientRect();
          const [left, right] = [Math.max(box.left, 0), Math.min(box.right, innerWidth)];
          const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
          const hit = it.getRootNode().elementFromPoint((left + right) / 2, (top + bottom) / 2);
          const place = it.outerHTML.slice(0, 90);
          if (left >= right || top >= bottom) return `${place} is out of sight`;
          if (!hit || !(it.contains(hit) || hit.contains(it))) return `${place} is covered`;
          if (getComputedStyle(it).outlineStyle === "none") return `${place} has no focus ring`;
          return place;
        }
        """;

    /// <returns>Where the focus stopped, with what was wrong there.</returns>
    public static async Task<List<string>> WalkAsync(this Visitor visitor)
    {
        var stops = new List<string>();
        for (var press = 0; press < MostStops; press++)
        {
            await visitor.Page.Keyboard.PressAsync("Tab");
            // After the last one the focus is on nothing for one press, and then on the first.
            var stop = await visitor.Page.EvaluateAsync<string?>(Look);
            if (stop is not null && stops.Contains(stop))
            {
                break;
            }

            if (stop is not null)
            {
                stops.Add(stop);
            }
        }

        return stops;
    }

    /// <summary>Presses Tab until the focus is there.</summary>
    public static async Task TabToAsync(this Visitor visitor, ILocator wanted)
    {
        for (var press = 0; press < MostStops; press++)
        {
            if (await wanted.EvaluateAsync<bool>("it => it.getRootNode().activeElement === it"))
            {
                return;
            }

            await visitor.Page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail($"The keyboard does not reach {wanted}.");
    }
}
