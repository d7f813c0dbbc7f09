namespace HeatmapSite.Members;

internal enum MemberChange
{
    Done,
    NotFound,

    /// <summary>The Owner can't be removed, an invited person can't own, or a concurrent request changed the same thing.</summary>
    Conflict,
}
