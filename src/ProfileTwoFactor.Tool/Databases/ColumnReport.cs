namespace ProfileTwoFactor.Tool.Databases;

/// <summary>One table as it is, beside what this version expects.</summary>
/// <param name="Table">Its name, with its schema if that is named.</param>
/// <param name="Exists">Whether it is there.</param>
/// <param name="Missing">Columns that this version has and the table hasn't.</param>
/// <param name="Extra">Columns that the table has and this version doesn't know.</param>
internal sealed record ColumnReport(
    string Table,
    bool Exists,
    IReadOnlyList<string> Missing,
    IReadOnlyList<string> Extra
);
