using System.Net;
using ProfileTwoFactor.ServerTests.Servers;

namespace ProfileTwoFactor.ServerTests.Nodes;

/// <summary>The backplane that docs/several-nodes.md shows for LISTEN and NOTIFY.</summary>
[Collection(Cluster.First)]
public sealed class PostgresBackplaneTests(PostgresBackplaneNodes fixture)
    : IClassFixture<PostgresBackplaneNodes>
{
    [ServersFact]
    public async Task What_one_node_changes_the_others_refuse_when_postgres_notifies_them()
    {
        var mark = await fixture.MarkAsync();

        await fixture.ResetMarkAsync();

        await fixture.AnswersAsync(mark, 1, HttpStatusCode.Unauthorized);
        await fixture.AnswersAsync(mark, 2, HttpStatusCode.Unauthorized);
    }

    [ServersFact]
    public async Task A_node_whose_connection_ends_listens_on_another_one()
    {
        await fixture.Cluster.SqlAsync(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'backplane'"
        );
        fixture.Connections++;
        await fixture.ListeningAsync();

        var mark = await fixture.MarkAsync();
        await fixture.ResetMarkAsync();

        await fixture.AnswersAsync(mark, 1, HttpStatusCode.Unauthorized);
        await fixture.AnswersAsync(mark, 2, HttpStatusCode.Unauthorized);
    }
}
