using System.Text;

namespace ProfileTwoFactor.Tool.Output;

/// <summary>Where a command reads and writes, and what its environment says. Results go to the output, everything else to the error stream, so that a script can read the output alone.</summary>
/// <param name="output">For results.</param>
/// <param name="error">For questions, progress and errors.</param>
/// <param name="input">For answers.</param>
/// <param name="isInteractive">Whether a person can answer a question.</param>
/// <param name="variable">The value of an environment variable of the tool itself. Those of the app's settings are read as the app's host reads them.</param>
internal sealed class ToolConsole(
    TextWriter output,
    TextWriter error,
    TextReader input,
    bool isInteractive,
    Func<string, string?> variable
)
{
    public TextWriter Output { get; } = output;

    public TextWriter Error { get; } = error;

    public TextReader Input { get; } = input;

    public bool IsInteractive { get; } = isInteractive;

    /// <summary>Null for one that is missing or empty.</summary>
    public string? Variable(string name) => variable(name) is { Length: > 0 } value ? value : null;

    public static ToolConsole OfProcess()
    {
        if (!Console.IsOutputRedirected)
        {
            Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        }

        return new(
            Console.Out,
            Console.Error,
            Console.In,
            !Console.IsInputRedirected,
            Environment.GetEnvironmentVariable
        );
    }

    /// <summary>Text of people, such as names, can't move the cursor or look like a line of ours.</summary>
    public static string Safe(string? text)
    {
        if (text is null)
        {
            return "";
        }

        var safe = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            var category = Rune.GetUnicodeCategory(rune);
            var isShown =
                category
                is not (
                    System.Globalization.UnicodeCategory.Control
                    or System.Globalization.UnicodeCategory.Format
                    or System.Globalization.UnicodeCategory.LineSeparator
                    or System.Globalization.UnicodeCategory.ParagraphSeparator
                    or System.Globalization.UnicodeCategory.Surrogate
                    or System.Globalization.UnicodeCategory.PrivateUse
                );
            safe.Append(isShown ? rune.ToString() : "\uFFFD");
        }

        return safe.ToString();
    }
}
