using ProfileTwoFactor.ServerTests.MariaDb;
using ProfileTwoFactor.ServerTests.Nodes;
using ProfileTwoFactor.ServerTests.Postgres;

[assembly: TestCollectionOrderer(
    "ProfileTwoFactor.ServerTests.Servers.LongestFirst",
    "ProfileTwoFactor.ServerTests"
)]

namespace ProfileTwoFactor.ServerTests.Servers;

/// <summary>Clusters, two of which run at a time, take longer than all other tests together.</summary>
public sealed class LongestFirst()
    : Tests.Shared.LongestFirst(
        Cluster.Second,
        Cluster.First,
        nameof(MariaDbStoreContractTests),
        nameof(StoreContractTests)
    );
