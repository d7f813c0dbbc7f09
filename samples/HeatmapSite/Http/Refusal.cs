namespace HeatmapSite.Http;

/// <summary>Why something was refused: a code that programs rely on, and a sentence for whoever reads the answer.</summary>
internal sealed record Refusal(string Code, string Detail);
