using Microsoft.AspNetCore.Http;

namespace ProfileTwoFactor.Benchmarks.Hosts;

/// <summary>The request of one person, made once and sent over and over.</summary>
internal sealed class Caller(string path, string cookies)
{
    public string Path => path;

    public IHeaderDictionary Headers { get; } =
        new HeaderDictionary
        {
            ["Host"] = "localhost",
            ["User-Agent"] =
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
            ["Accept"] = "application/json",
            ["Accept-Encoding"] = "gzip, deflate, br, zstd",
            ["Accept-Language"] = "en-GB,en;q=0.9",
            ["Referer"] = "http://localhost/",
            ["Sec-Fetch-Dest"] = "empty",
            ["Sec-Fetch-Mode"] = "cors",
            ["Sec-Fetch-Site"] = "same-origin",
            ["Cookie"] = cookies,
        };
}
