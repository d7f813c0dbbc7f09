namespace HeatmapSite.Accounts;

/// <summary>What became of a change of name or address. Only <see cref="Done"/> changes anything.</summary>
internal enum ProfileChange
{
    Done,
    NameRefused,
    AddressRefused,
    WrongPassword,

    /// <summary>Somebody else has that address.</summary>
    Taken,
}
