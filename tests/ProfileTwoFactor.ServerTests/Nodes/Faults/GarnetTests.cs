using System.Reflection;
using ProfileTwoFactor.ServerTests.Servers;

namespace ProfileTwoFactor.ServerTests.Nodes.Faults;

/// <summary>
/// Tests against Redis with Garnet in its place: down, hung, flushed, and other things where a window was. It has no limit on memory that evicts
/// or refuses, and replicates in a cluster only, so the tests of those are Redis's alone.
/// </summary>
/// <remarks>Run as theories, since inherited facts could not say that Garnet is missing.</remarks>
[Collection(Cluster.Second)]
public sealed class GarnetTests(FaultyGarnetNode fixture) : IClassFixture<FaultyGarnetNode>
{
    public static TheoryData<string> DownTests => TestsOf(typeof(RedisDownTests));

    public static TheoryData<string> GarbageTests => TestsOf(typeof(RedisGarbageTests));

    [GarnetTheory]
    [MemberData(nameof(DownTests))]
    public Task Garnet_ThatIsDownOrHangs_IsAsRedis(string test) =>
        RunAsync(new RedisDownTests(fixture), test);

    [GarnetTheory]
    [MemberData(nameof(GarbageTests))]
    public Task Garnet_WithGarbageWhereWindowsWere_IsAsRedis(string test) =>
        RunAsync(new RedisGarbageTests(fixture), test);

    [GarnetTheory]
    [InlineData(
        nameof(
            RedisForgetsTests.A_flush_in_the_rush_hour_costs_each_member_one_code_and_locks_no_member_out
        )
    )]
    public Task Garnet_ThatIsFlushed_IsAsRedis(string test) =>
        RunAsync(new RedisForgetsTests(fixture), test);

    private static TheoryData<string> TestsOf(Type tests) =>
        new(
            tests
                .GetMethods()
                .Where(method => method.GetCustomAttribute<FactAttribute>() is not null)
                .Select(method => method.Name)
        );

    private static Task RunAsync(object tests, string test) =>
        (Task)
            tests
                .GetType()
                .GetMethod(test)!
                .Invoke(tests, BindingFlags.DoNotWrapExceptions, binder: null, [], culture: null)!;
}
