using Microsoft.Extensions.Options;

namespace ProfileTwoFactor.Internal;

/// <summary>Reports all errors together.</summary>
internal sealed class AuditFileOptionsValidator : IValidateOptions<AuditFileOptions>
{
    private const int SmallestFile = 4096;
    private const int MostFiles = 1000;

    public ValidateOptionsResult Validate(string? name, AuditFileOptions options)
    {
        var mistakes = new List<string>();
        if (!Path.IsPathFullyQualified(options.Path))
        {
            mistakes.Add(
                $"AuditFileOptions.Path is '{options.Path}', but it must be an absolute path of a file."
            );
        }
        else if (Path.GetFileName(options.Path).Length == 0 || Directory.Exists(options.Path))
        {
            mistakes.Add(
                $"AuditFileOptions.Path is '{options.Path}', but it must be a file, not a folder."
            );
        }

        if (options.MaxFileBytes < SmallestFile)
        {
            mistakes.Add(
                $"AuditFileOptions.MaxFileBytes is '{options.MaxFileBytes}', but it must be at least {SmallestFile}, or null."
            );
        }

        if (options.KeptFiles is < 1 or > MostFiles)
        {
            mistakes.Add(
                $"AuditFileOptions.KeptFiles is '{options.KeptFiles}', but it must be between 1 and {MostFiles}."
            );
        }

        return mistakes.Count == 0
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(mistakes);
    }
}
