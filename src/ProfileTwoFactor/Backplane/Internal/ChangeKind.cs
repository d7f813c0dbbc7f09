namespace ProfileTwoFactor.Backplane.Internal;

/// <summary>What a change ends.</summary>
internal enum ChangeKind
{
    /// <summary>All decisions about a profile or an account.</summary>
    Scope = 1,

    /// <summary>What hangs on one browser's window.</summary>
    Window = 2,
}
