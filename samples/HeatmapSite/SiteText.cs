namespace HeatmapSite;

/// <summary>The texts of the pages: English is the key, other languages are in Resources/SiteText.*.resx.</summary>
public sealed class SiteText;
