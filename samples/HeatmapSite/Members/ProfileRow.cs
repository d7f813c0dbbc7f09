namespace HeatmapSite.Members;

/// <summary>One of a person's profiles.</summary>
public sealed record ProfileRow(string Id, string Name, bool IsOwner, bool Activated);
