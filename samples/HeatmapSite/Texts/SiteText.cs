namespace HeatmapSite.Texts;

/// <summary>The texts of the pages: English is the key, other languages are in Resources/Texts.SiteText.*.resx.</summary>
public sealed class SiteText;
