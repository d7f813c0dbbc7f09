using Xunit.Abstractions;

namespace ProfileTwoFactor.Tests.Shared;

/// <summary>Begins with the classes and collections that take long, so that none of them runs alone at the end.</summary>
public abstract class LongestFirst(params string[] names) : ITestCollectionOrderer
{
    public IEnumerable<ITestCollection> OrderTestCollections(
        IEnumerable<ITestCollection> testCollections
    ) => testCollections.OrderBy(Place);

    // xunit names a class's own collection by its full name.
    private int Place(ITestCollection collection)
    {
        var place = Array.FindIndex(
            names,
            name =>
                collection.DisplayName == name
                || collection.DisplayName.EndsWith($".{name}", StringComparison.Ordinal)
        );
        return place < 0 ? names.Length : place;
    }
}
