using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace ProfileTwoFactor.Tool.Keys;

/// <summary>In commands that need no key: the place where Data Protection looks otherwise belongs to the user who runs the tool, not to the app.</summary>
internal sealed class NoKeys : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements() => [];

    public void StoreElement(XElement element, string friendlyName) =>
        throw new InvalidOperationException("The tool makes no keys.");
}
