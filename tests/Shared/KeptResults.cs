namespace ProfileTwoFactor.Tests.Shared;

/// <summary>Files that outlive the run, so that a failure can be understood. test.sh says where; plain dotnet test keeps none.</summary>
internal static class KeptResults
{
    /// <summary>Null where nothing is kept.</summary>
    public static string? Folder
    {
        get
        {
            var folder = Environment.GetEnvironmentVariable("PROFILETWOFACTOR_RESULTS");
            return string.IsNullOrEmpty(folder) ? null : folder;
        }
    }

    /// <summary>A log that is complete up to the last line, also when the process ends at once.</summary>
    public static TextWriter Log(string name) =>
        Folder is { } folder
            ? TextWriter.Synchronized(
                new StreamWriter(
                    Path.Combine(
                        Directory.CreateDirectory(folder).FullName,
                        $"{name}-{Guid.NewGuid():N}.log"
                    )
                )
                {
                    AutoFlush = true,
                }
            )
            : TextWriter.Null;
}
