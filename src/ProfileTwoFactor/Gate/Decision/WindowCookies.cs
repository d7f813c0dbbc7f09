using System.Collections;
using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;

namespace ProfileTwoFactor.Gate.Decision;

/// <summary>The window cookies of a request that has ended. Several threads read them at the same time; none writes them.</summary>
internal sealed class WindowCookies(Dictionary<string, string> cookies) : IRequestCookieCollection
{
    public int Count => cookies.Count;

    public ICollection<string> Keys => cookies.Keys;

    public string? this[string key] => cookies.GetValueOrDefault(key);

    public bool ContainsKey(string key) => cookies.ContainsKey(key);

    public bool TryGetValue(string key, [NotNullWhen(true)] out string? value) =>
        cookies.TryGetValue(key, out value);

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => cookies.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
