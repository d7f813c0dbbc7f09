using System.Reflection;
using Xunit.Sdk;

namespace ProfileTwoFactor.Tests.Shared;

/// <summary>A case of a theory that is too long for each run, beside others that are not.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class LongInlineDataAttribute : DataAttribute
{
    private readonly object[] _data;

    public LongInlineDataAttribute(params object[] data)
    {
        _data = data;
        Skip = Tools.RunsLong ? null : "too long for each run; ./test.sh --long runs it";
    }

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [_data];
}
