using System.Text;
using ProfileTwoFactor.Benchmarks.Pipeline;

namespace ProfileTwoFactor.Benchmarks.Hosts;

/// <summary>A browser's cookies, beginning with the few that every site sets.</summary>
internal sealed class CookieJar
{
    private readonly Dictionary<string, string> _cookies = new()
    {
        ["_ga"] = "GA1.1.1871325911.1763776801",
        ["consent"] = "necessary%2Canalytics",
        [".AspNetCore.Culture"] = "c%3Den-GB%7Cuic%3Den-GB",
    };

    public string Header =>
        new StringBuilder()
            .AppendJoin("; ", _cookies.Select(cookie => $"{cookie.Key}={cookie.Value}"))
            .ToString();

    public async Task<Answer> PostAsync(BenchmarkHost host, string path)
    {
        var answer = await host.Pipeline.SendAsync("POST", path, Header, "application/json");
        Take(answer);
        return answer;
    }

    public Task<Answer> GetAsync(BenchmarkHost host, string path) =>
        host.Pipeline.SendAsync("GET", path, Header, "application/json");

    private void Take(Answer answer)
    {
        foreach (var cookie in answer.SetCookies)
        {
            var pair = cookie.AsSpan(0, cookie.IndexOf(';'));
            var equals = pair.IndexOf('=');
            var (name, value) = (pair[..equals].ToString(), pair[(equals + 1)..].ToString());
            if (value.Length == 0)
            {
                // That is how a server takes a cookie back.
                _cookies.Remove(name);
            }
            else
            {
                _cookies[name] = value;
            }
        }
    }
}
