using ProfileTwoFactor.ServerTests.MariaDb;
using ProfileTwoFactor.ServerTests.Nodes;
using ProfileTwoFactor.ServerTests.Postgres;

[assembly: TestCollectionOrderer(
    "ProfileTwoFactor.ServerTests.Servers.LongestFirst",
    "ProfileTwoFactor.ServerTests"
)]

namespace ProfileTwoFactor.ServerTests.Servers;

/// <summary>Clusters, which run one at a time, take longer than all other tests together.</summary>
public sealed class LongestFirst()
    : Tests.Shared.LongestFirst(
        Cluster.OneAtATime,
        nameof(MariaDbStoreContractTests),
        nameof(StoreContractTests)
    );
