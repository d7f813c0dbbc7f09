using System.Globalization;
using System.Reflection;

namespace ProfileTwoFactor.Testing.Stores.Internal;

/// <summary>The tests of one contract, by their names.</summary>
internal sealed class ContractTests
{
    private const BindingFlags Own =
        BindingFlags.DeclaredOnly
        | BindingFlags.Instance
        | BindingFlags.Static
        | BindingFlags.NonPublic;

    private readonly Dictionary<string, (MethodInfo Method, object?[] Arguments)> _tests;

    public ContractTests(Type contract) =>
        _tests = contract
            .GetMethods(Own)
            .SelectMany(method => TestsOf(contract, method))
            .ToDictionary(test => test.Name, test => test.Call, StringComparer.Ordinal);

    public IEnumerable<string> Names => _tests.Keys;

    public Task RunAsync(StoreContract contract, string test) =>
        _tests.TryGetValue(test, out var found)
            ? (Task)
                found.Method.Invoke(
                    contract,
                    BindingFlags.DoNotWrapExceptions,
                    binder: null,
                    found.Arguments,
                    CultureInfo.InvariantCulture
                )!
            : throw new ArgumentException(
                $"The contract has no test '{test}'. Take the names from Tests.",
                nameof(test)
            );

    private static IEnumerable<(
        string Name,
        (MethodInfo Method, object?[] Arguments) Call
    )> TestsOf(Type contract, MethodInfo method)
    {
        if (method.GetCustomAttribute<ContractTestAttribute>() is not { } test)
        {
            yield break;
        }

        var rows = test.Rows is { } property
            ? (IEnumerable<object>)contract.GetProperty(property, Own)!.GetValue(null)!
            : test.Arguments;
        var any = false;
        foreach (var argument in rows)
        {
            any = true;
            var type = method.GetParameters()[0].ParameterType;
            yield return (
                $"{method.Name}({argument})",
                (method, [Convert.ChangeType(argument, type, CultureInfo.InvariantCulture)])
            );
        }

        if (!any)
        {
            yield return (method.Name, (method, []));
        }
    }
}
