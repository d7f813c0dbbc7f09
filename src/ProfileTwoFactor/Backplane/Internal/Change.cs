namespace ProfileTwoFactor.Backplane.Internal;

/// <summary>A change as nodes tell each other: half a hash of what it ends. Enough to never meet by chance, and nothing to learn from.</summary>
internal readonly record struct Change(ChangeKind Kind, UInt128 Hash);
