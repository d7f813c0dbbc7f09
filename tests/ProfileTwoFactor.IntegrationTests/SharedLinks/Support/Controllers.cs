using System.Reflection;
using Microsoft.AspNetCore.Mvc.ApplicationParts;

namespace ProfileTwoFactor.IntegrationTests.SharedLinks.Support;

/// <summary>Just these controllers.</summary>
internal sealed class Controllers(IReadOnlyCollection<Type> types)
    : ApplicationPart,
        IApplicationPartTypeProvider
{
    public override string Name => "controllers under test";

    public IEnumerable<TypeInfo> Types => types.Select(type => type.GetTypeInfo());
}
