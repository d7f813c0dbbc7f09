namespace ProfileTwoFactor.EntityFrameworkCore.Internal;

/// <summary>What a row must meet for a statement to touch it.</summary>
internal readonly record struct RowCondition
{
    private RowCondition(string property, string comparison, object value)
    {
        Property = property;
        Comparison = comparison;
        Value = value;
    }

    /// <summary>The entity's property, not the column.</summary>
    public string Property { get; }

    /// <summary>An operator of SQL, which only this type chooses: it is not a parameter.</summary>
    public string Comparison { get; }

    public object Value { get; }

    public static RowCondition KeyIs(string key) => new(RowStatement.KeyProperty, "=", key);

    public static RowCondition KeyUpTo(string key) => new(RowStatement.KeyProperty, "<=", key);

    public static RowCondition VersionIs(long version) =>
        new(RowStatement.VersionProperty, "=", version);

    public static RowCondition UpTo(string property, long value) => new(property, "<=", value);

    public static RowCondition Is(string property, string value) => new(property, "=", value);
}
