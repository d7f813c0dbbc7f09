namespace HeatmapSite.Sessions;

/// <summary>Set on a request that has checked a password: which one that was, so that a session made of it can't outlive a change in between.</summary>
internal sealed record CheckedPassword(string PersonId, string SecurityStamp);
