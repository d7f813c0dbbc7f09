namespace HeatmapSite.Accounts;

/// <summary>What became of a change of password. Only <see cref="Done"/> changes anything.</summary>
internal enum PasswordChange
{
    Done,
    WrongPassword,

    /// <summary>Too short, too long, easy to guess, or the present one.</summary>
    PasswordRefused,

    /// <summary>Another request changed it at the same time.</summary>
    Conflict,
}
