using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace ProfileTwoFactor.Testing.Stores.Internal;

/// <summary>The few assertions that the contracts need, so that they depend on no test framework.</summary>
internal static class Expect
{
    public static void True(bool condition)
    {
        if (!condition)
        {
            Fail("Expected: true. Actual: false.");
        }
    }

    public static void Null(object? value)
    {
        if (value is not null)
        {
            Fail($"Expected: null. Actual: {value}.");
        }
    }

    public static void NotNull([NotNull] object? value)
    {
        if (value is null)
        {
            Fail("Expected: a value. Actual: null.");
        }
    }

    /// <summary>Compares sequences item by item, and all else by its own equality.</summary>
    public static void Equal<T>(T expected, T actual)
    {
        if (expected is not string && expected is IEnumerable wanted && actual is IEnumerable found)
        {
            Same([.. wanted.Cast<object?>()], [.. found.Cast<object?>()]);
        }
        else if (!EqualityComparer<T>.Default.Equals(expected, actual))
        {
            Fail($"Expected: {expected}. Actual: {actual}.");
        }
    }

    /// <remarks>For collection expressions, which need a type that they can make.</remarks>
    public static void Equal<T>(IEnumerable<T> expected, IEnumerable<T> actual) =>
        Same([.. expected.Cast<object?>()], [.. actual.Cast<object?>()]);

    public static void Empty<T>(IEnumerable<T> items)
    {
        var found = items.ToList();
        if (found.Count > 0)
        {
            Fail($"Expected: none. Actual: [{Text(found)}].");
        }
    }

    public static T Single<T>(IEnumerable<T> items) => Single(items, _ => true);

    public static void Single<T>(IEnumerable<T> items, T expected) =>
        Single(items, item => EqualityComparer<T>.Default.Equals(item, expected));

    public static T Single<T>(IEnumerable<T> items, Func<T, bool> condition)
    {
        var found = items.Where(condition).ToList();
        if (found.Count != 1)
        {
            Fail($"Expected: exactly one. Actual: {found.Count}, [{Text(found)}].");
        }

        return found[0];
    }

    public static void All<T>(IEnumerable<T> items, Action<T> check)
    {
        foreach (var item in items)
        {
            check(item);
        }
    }

    public static async Task ThrowsAnyAsync<TException>(Func<Task> call)
        where TException : Exception
    {
        try
        {
            await call();
        }
        catch (TException)
        {
            return;
        }

        Fail($"Expected: {typeof(TException).Name}. Actual: no exception.");
    }

    [DoesNotReturn]
    public static void Fail(string message) => throw new StoreContractException(message);

    private static void Same(List<object?> expected, List<object?> actual)
    {
        if (!expected.SequenceEqual(actual))
        {
            Fail($"Expected: [{Text(expected)}]. Actual: [{Text(actual)}].");
        }
    }

    private static string Text<T>(IEnumerable<T> items) => string.Join(", ", items);
}
