using System.Buffers;
using System.Text;

namespace ProfileTwoFactor.ServerTests.Secrets;

/// <summary>Looks for all canaries in one pass over a file or a text.</summary>
internal sealed class CanarySearch
{
    private readonly Dictionary<string, Canary> _byForm = new(StringComparer.Ordinal);
    private readonly SearchValues<string> _forms;
    private readonly int _shortest;

    public CanarySearch(IEnumerable<Canary> canaries)
    {
        foreach (var canary in canaries)
        {
            foreach (var form in canary.Forms)
            {
                _byForm.TryAdd(form, canary);
            }
        }

        _forms = SearchValues.Create([.. _byForm.Keys], StringComparison.Ordinal);
        _shortest = _byForm.Keys.Min(form => form.Length);
    }

    /// <returns>The names of what was found, each once.</returns>
    public IReadOnlyList<string> In(byte[] bytes) => In(Encoding.Latin1.GetString(bytes));

    /// <inheritdoc cref="In(byte[])"/>
    public IReadOnlyList<string> In(string text)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        var from = 0;
        while (text.AsSpan(from).IndexOfAny(_forms) is var next and >= 0)
        {
            from += next;
            foreach (var (form, canary) in StartingAt(text, from))
            {
                if (!canary.IsNumber || StandsAlone(text, from, form.Length))
                {
                    found.Add(canary.Name);
                }
            }

            from++;
        }

        return [.. found];
    }

    private IEnumerable<KeyValuePair<string, Canary>> StartingAt(string text, int from) =>
        text.Length - from < _shortest
            ? []
            : _byForm.Where(one => text.AsSpan(from).StartsWith(one.Key, StringComparison.Ordinal));

    /// <summary>Not a part of a longer number, such as the fraction of a second, or of a hash.</summary>
    private static bool StandsAlone(string text, int from, int length) =>
        (from == 0 || !IsPartOfMore(text[from - 1]))
        && (from + length == text.Length || !char.IsAsciiLetterOrDigit(text[from + length]));

    private static bool IsPartOfMore(char before) =>
        char.IsAsciiLetterOrDigit(before) || before == '.';
}
