using System.Text.RegularExpressions;
using Mono.Cecil;
using ProfileTwoFactor.UnitTests.Docs;

namespace ProfileTwoFactor.UnitTests.Conventions;

/// <summary>The architecture page shows the layers as they are, and names files that exist.</summary>
public sealed partial class LayerPictureTests
{
    private const string Page = "docs/architecture.md";

    [Fact]
    public void Picture_OnThePage_IsWhatTheAssemblySays()
    {
        var shown = Picture().Match(Checkout.Read(Page));

        Assert.True(shown.Success, $"{Page} has no block that begins with ```text layers.");
        var drawn = Draw();
        Assert.True(
            drawn == shown.Groups["picture"].Value.TrimEnd(),
            $"The block in {Page} has to be:\n{drawn}"
        );
    }

    [Fact]
    public void Picture_OfTheAssembly_HasEdges() =>
        Assert.Contains("Gate/Decision     uses Gate, Accounts,", Draw(), StringComparison.Ordinal);

    [Fact]
    public void Walks_OnThePage_NameFilesThatExist()
    {
        var files = LayerTests.FilesOf(LayerTests.Core);
        var steps = Steps(Checkout.Read(Page)).ToList();

        Assert.NotEmpty(steps);
        Assert.Empty(steps.Except(files.Keys));
    }

    private static IEnumerable<string> Steps(string page)
    {
        var walks = page[page.IndexOf("\n## Five walks", StringComparison.Ordinal)..];
        var end = walks.IndexOf("\n## ", 1, StringComparison.Ordinal);
        return Step()
            .Matches(end < 0 ? walks : walks[..end])
            .Select(match => match.Groups["file"].Value)
            .Distinct();
    }

    private static string Draw()
    {
        var files = LayerTests.FilesOf(LayerTests.Core);
        var uses = LayerTests.Layers.ToDictionary(layer => layer, _ => new HashSet<string>());
        using var module = ModuleDefinition.ReadModule(
            typeof(ProfileTwoFactorOptions).Assembly.Location
        );
        foreach (var type in module.GetTypes())
        {
            if (LayerOf(type, files) is not { } from)
            {
                continue;
            }

            foreach (var used in UsedBy(type))
            {
                if (LayerOf(used, files) is { } to && to != from)
                {
                    uses[from].Add(to);
                }
            }
        }

        return string.Join(
            '\n',
            LayerTests.Layers.Select(layer =>
                $"{Name(layer), -17} uses {List(LayerTests.Layers.Where(uses[layer].Contains))}"
            )
        );
    }

    private static string List(IEnumerable<string> layers) =>
        string.Join(", ", layers) is { Length: > 0 } list ? list : "none";

    private static string Name(string layer) => layer.Length == 0 ? "(root)" : layer;

    private static string? LayerOf(TypeReference type, Dictionary<string, string> files)
    {
        while (type.DeclaringType is { } outer)
        {
            type = outer;
        }

        return files.TryGetValue(type.Name.Split('`')[0], out var folder)
            ? LayerTests.Layer(folder)
            : null;
    }

    private static IEnumerable<TypeReference> UsedBy(TypeDefinition type) =>
        Direct(type).SelectMany(Parts).Where(used => used.Scope == type.Module);

    private static IEnumerable<TypeReference> Direct(TypeDefinition type)
    {
        IEnumerable<TypeReference?> own =
        [
            type.BaseType,
            .. type.Interfaces.Select(item => item.InterfaceType),
            .. type.CustomAttributes.Select(item => item.AttributeType),
            .. type.Fields.Select(item => item.FieldType),
            .. type.Methods.SelectMany(OfSignature),
            .. type.Methods.Where(method => method.HasBody).SelectMany(OfBody),
        ];
        return own.OfType<TypeReference>();
    }

    private static IEnumerable<TypeReference> OfSignature(MethodDefinition method) =>
        [
            method.ReturnType,
            .. method.Parameters.Select(item => item.ParameterType),
            .. method.GenericParameters.SelectMany(item =>
                item.Constraints.Select(constraint => constraint.ConstraintType)
            ),
        ];

    private static IEnumerable<TypeReference?> OfBody(MethodDefinition method) =>
        [
            .. method.Body.Variables.Select(item => item.VariableType),
            .. method.Body.Instructions.SelectMany(item =>
                item.Operand switch
                {
                    TypeReference used => [used],
                    GenericInstanceMethod call => [call.DeclaringType, .. call.GenericArguments],
                    MemberReference member => [member.DeclaringType],
                    _ => Array.Empty<TypeReference?>(),
                }
            ),
        ];

    /// <summary>A type and what it is made of: elements of arrays, arguments of generic types.</summary>
    private static IEnumerable<TypeReference> Parts(TypeReference type) =>
        type switch
        {
            GenericInstanceType generic =>
            [
                generic.ElementType,
                .. generic.GenericArguments.SelectMany(Parts),
            ],
            TypeSpecification other => Parts(other.ElementType),
            GenericParameter => [],
            _ => [type],
        };

    [GeneratedRegex(
        "^```text layers\n(?<picture>.*?)^```",
        RegexOptions.Multiline | RegexOptions.Singleline
    )]
    private static partial Regex Picture();

    [GeneratedRegex(@"`(?<file>[A-Z]\w+)`")]
    private static partial Regex Step();
}
