using System.Security.Cryptography;
using System.Text;

namespace ProfileTwoFactor.Internal;

/// <summary>A file for browsers, from the assembly: a host without static files serves it too.</summary>
internal sealed class PageAsset
{
    internal const string Stylesheet = "two-factor.css";
    internal const string Script = "two-factor.js";
    internal const string PagesScript = "pages.js";
    internal const string PasskeysScript = "passkeys.js";
    private const string Prefix = "assets/";

    // The last is the one that the others ask for; each comes after what it uses.
    private static readonly string[] Together = ["views.js", "shell.js", "dialog.js"];

    private static readonly string[] Operators =
    [
        "=>",
        "=",
        "===",
        "!==",
        "&&",
        "||",
        "??",
        "?",
        ":",
        "+",
        "<",
        ">",
    ];

    private static readonly (string Long, string Short)[] Signs =
    [
        (", ", ","),
        ("{ ", "{"),
        (" }", "}"),
        (") {", "){"),
        ("if (", "if("),
    ];

    private static readonly (string Long, string Short)[] Ends =
    [
        (",)", ")"),
        (",]", "]"),
        (",}", "}"),
        (";}", "}"),
    ];

    private static readonly Lazy<Dictionary<string, PageAsset>> Loaded = new(LoadAll);
    private static readonly Lazy<string> ScriptsVersion = new(() =>
        Hash([
            .. All
                .Values.Where(asset => asset.IsScript)
                .OrderBy(asset => asset.Name, StringComparer.Ordinal)
                .SelectMany(asset => asset.Content),
        ])
    );

    private readonly string _hash;

    private PageAsset(string name, byte[] content) =>
        (Name, Content, _hash) = (name, content, Hash(content));

    internal static IReadOnlyDictionary<string, PageAsset> All => Loaded.Value;

    internal string Name { get; }

    internal byte[] Content { get; }

    internal bool IsScript => Name.EndsWith(".js", StringComparison.Ordinal);

    internal string ContentType =>
        IsScript ? "text/javascript; charset=utf-8" : "text/css; charset=utf-8";

    internal string EntityTag => $"\"{_hash}\"";

    /// <summary>What an address carries that may be kept for a year. A script imports others, so it changes with any of them.</summary>
    internal string Version => IsScript ? ScriptsVersion.Value : _hash;

    private static Dictionary<string, PageAsset> LoadAll()
    {
        var assembly = typeof(PageAsset).Assembly;
        var sources = assembly
            .GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .ToDictionary(name => name[Prefix.Length..], Load, StringComparer.Ordinal);
        Join(sources);
        return sources
            .Select(source => new PageAsset(
                source.Key,
                Encoding.UTF8.GetBytes(
                    Shorten(
                        source.Value,
                        source.Key.EndsWith(".js", StringComparison.Ordinal) ? Operators : []
                    )
                )
            ))
            .ToDictionary(asset => asset.Name, StringComparer.Ordinal);

        string Load(string name)
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            using var reader = new StreamReader(stream, Encoding.UTF8);
            return reader.ReadToEnd();
        }
    }

    // What is always loaded together compresses better as one. A browser would load one script under two names twice.
    private static void Join(Dictionary<string, string> sources)
    {
        var joined = string.Concat(Together.Select(name => sources[name]));
        foreach (var name in Together.SkipLast(1))
        {
            sources.Remove(name);
        }

        sources[Together[^1]] = WithImportsOnce(joined);
        foreach (var (name, source) in sources.ToArray())
        {
            sources[name] = Together.Aggregate(
                source,
                (text, part) =>
                    text.Replace($"\"./{part}\"", $"\"./{Together[^1]}\"", StringComparison.Ordinal)
            );
        }
    }

    // A name that is imported twice is an error, and the parts don't import one another any more. An import is a line of our own scripts:
    // import { one, two } from "./name.js";
    private static string WithImportsOnce(string script)
    {
        var lines = script
            .Split('\n')
            .ToLookup(line => line.StartsWith("import {", StringComparison.Ordinal));
        var imports = lines[true]
            .Select(line => (Names: Between(line, "{ ", " }"), Script: Between(line, "\"./", "\"")))
            .Where(import => !Together.Contains(import.Script))
            .GroupBy(
                import => import.Script,
                import => import.Names.Split(", "),
                (name, names) =>
                    $"import {{ {string.Join(", ", names.SelectMany(it => it).Distinct())} }} from \"./{name}\";"
            );
        return string.Join('\n', imports.Concat(lines[false]));
    }

    private static string Between(string line, string start, string end)
    {
        var from = line.IndexOf(start, StringComparison.Ordinal) + start.Length;
        return line[from..line.IndexOf(end, from, StringComparison.Ordinal)];
    }

    // Comments on lines of their own, indentation, ends of lines that end nothing, spaces around signs, and last commas are for those who read
    // the source, not for phones. No text of ours spans lines or has such an operator, and no comment stands behind code.
    // In a style sheet, a plus or minus without its spaces makes an expression invalid.
    private static string Shorten(string source, string[] operators) =>
        Ends.Aggregate(
            string.Concat(
                source
                    .Split('\n')
                    .Select(line => line.Trim())
                    .Where(line => line.Length > 0 && !IsComment(line))
                    .Select(line => WithoutSpaces(line, operators))
                    .Select(line =>
                        line[^1] is '{' or '(' or '[' or ',' or ';' ? line : line + '\n'
                    )
            ),
            Replace
        );

    private static string WithoutSpaces(string line, string[] operators)
    {
        line = operators.Aggregate(
            line,
            (text, it) => text.Replace($" {it} ", it, StringComparison.Ordinal)
        );
        // Where texts have other ends than ", or an expression may stand, the line stays as it is.
        if (line.AsSpan().ContainsAny('`', '\'', '/'))
        {
            return line;
        }

        // What stands between two of them is text.
        var parts = line.Split('"');
        for (var i = 0; i < parts.Length; i += 2)
        {
            parts[i] = Signs.Aggregate(parts[i], Replace);
        }

        return string.Join('"', parts);
    }

    private static string Replace(string text, (string Long, string Short) sign) =>
        text.Replace(sign.Long, sign.Short, StringComparison.Ordinal);

    private static bool IsComment(string line) =>
        line.StartsWith("//", StringComparison.Ordinal)
        || line.StartsWith("* ", StringComparison.Ordinal)
        || line is "*/"
        || (
            line.StartsWith("/*", StringComparison.Ordinal)
            && (line.EndsWith("*/", StringComparison.Ordinal) || line is "/**")
        );

    private static string Hash(byte[] content) =>
        Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 8));
}
