using Microsoft.AspNetCore.Http;
using ProfileTwoFactor.Benchmarks.Pipeline;

namespace ProfileTwoFactor.Benchmarks.Hosts;

internal static class Check
{
    public static Task LetsInAsync(BenchmarkHost host, CookieJar jar, string path) =>
        ExpectAsync(host, jar, path, "200", status => status == StatusCodes.Status200OK);

    public static Task RefusesAsync(BenchmarkHost host, CookieJar jar, string path) =>
        ExpectAsync(host, jar, path, "302, 401 or 403", status => status is 302 or 401 or 403);

    public static void Succeeded(BenchmarkHost host, Answer answer, string path)
    {
        if (answer.Status is not (>= 200 and < 300))
        {
            throw new WrongAnswerException(host.Name, path, "2xx", answer.Status);
        }
    }

    private static async Task ExpectAsync(
        BenchmarkHost host,
        CookieJar jar,
        string path,
        string expected,
        Func<int, bool> isExpected
    )
    {
        var answer = await jar.GetAsync(host, path);
        if (!isExpected(answer.Status))
        {
            throw new WrongAnswerException(host.Name, path, expected, answer.Status);
        }
    }
}
