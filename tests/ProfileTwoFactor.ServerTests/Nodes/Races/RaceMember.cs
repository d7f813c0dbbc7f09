using ProfileTwoFactor.Testing;
using ProfileTwoFactor.Tests.Shared;

namespace ProfileTwoFactor.ServerTests.Nodes.Races;

/// <summary>A bound member with several browsers at each node, who sends a crowd of codes over all of them.</summary>
internal sealed class RaceMember : IDisposable
{
    private const int BrowsersANode = 2;

    private readonly string _profile;
    private readonly List<NodeCaller> _callers;

    private RaceMember(FakeAuthenticator app, string profile, List<NodeCaller> callers)
    {
        App = app;
        _profile = profile;
        _callers = callers;
    }

    public FakeAuthenticator App { get; }

    /// <summary>An Owner, who is bound by enabling.</summary>
    public static Task<RaceMember> OwnerAsync(Cluster cluster, string name, string profile) =>
        CreateAsync(
            cluster,
            name,
            profile,
            client => client.EnableTwoFactorAsync(profile, cluster.Clock)
        );

    /// <summary>Another member of a profile that is enabled.</summary>
    public static Task<RaceMember> MemberAsync(Cluster cluster, string name, string profile) =>
        CreateAsync(
            cluster,
            name,
            profile,
            client => client.BindTwoFactorAsync(profile, cluster.Clock)
        );

    /// <summary>So many at the same moment, over the nodes and browsers in turn.</summary>
    /// <param name="size">How many.</param>
    /// <param name="code">What each submits.</param>
    /// <param name="forwardedFor">What each says of its address.</param>
    public Task<NodeAnswer[]> SubmitAsync(
        int size,
        Func<int, string> code,
        Func<int, string?>? forwardedFor = null
    ) =>
        Crowd.RunAsync(
            size,
            i =>
                _callers[i % _callers.Count].VerifyAsync(code(i), _profile, forwardedFor?.Invoke(i))
        );

    /// <summary>One after the other, from each browser at each node.</summary>
    public async Task<IReadOnlyList<NodeAnswer>> SubmitInTurnAsync(string code, string forwardedFor)
    {
        var answers = new List<NodeAnswer>();
        foreach (var caller in _callers)
        {
            answers.Add(await caller.VerifyAsync(code, _profile, forwardedFor));
        }

        return answers;
    }

    /// <summary>From one browser.</summary>
    public Task<NodeAnswer> SubmitAsync(string code) => _callers[0].VerifyAsync(code, _profile);

    public void Dispose() => _callers.ForEach(caller => caller.Dispose());

    private static async Task<RaceMember> CreateAsync(
        Cluster cluster,
        string name,
        string profile,
        Func<HttpClient, Task<FakeAuthenticator>> bind
    )
    {
        var first = await NodeBrowser.SignedInAsync(cluster.Nodes[0], name);
        using var client = first.At(cluster.Nodes[0]);
        var app = await bind(client);
        var callers = new List<NodeCaller>();
        for (var i = 0; i < BrowsersANode; i++)
        {
            foreach (var node in cluster.Nodes)
            {
                var browser = await NodeBrowser.SignedInAsync(node, name);
                callers.Add(await NodeCaller.AtAsync(browser, node));
            }
        }

        return new RaceMember(app, profile, callers);
    }
}
