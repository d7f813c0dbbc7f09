namespace ProfileTwoFactor.Directories.Internal;

/// <summary>A failure of the host's link directory without its messages, which may quote the token.</summary>
internal sealed class SharedLinkDirectoryException(Exception thrown)
    : Exception(
        $"The link directory threw {TypesOf(thrown)}; its message is omitted because it may contain the token.{Environment.NewLine}{thrown.StackTrace}"
    )
{
    private static string TypesOf(Exception thrown)
    {
        var names = new List<string>();
        for (var current = thrown; current is not null; current = current.InnerException)
        {
            names.Add(current.GetType().Name);
        }

        return string.Join(" <- ", names);
    }
}
