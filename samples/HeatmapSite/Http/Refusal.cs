namespace HeatmapSite.Http;

/// <summary>Why something was refused: a code that programs rely on, and a sentence for people.</summary>
internal sealed record Refusal(string Code, string Detail);
