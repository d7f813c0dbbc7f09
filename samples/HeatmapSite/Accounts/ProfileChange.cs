namespace HeatmapSite.Accounts;

/// <summary>What became of a change of name. Only <see cref="Done"/> changes anything.</summary>
internal enum ProfileChange
{
    Done,
    NameRefused,
}
