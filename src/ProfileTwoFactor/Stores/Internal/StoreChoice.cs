namespace ProfileTwoFactor.Stores.Internal;

internal sealed record StoreChoice(Type PolicyStore, Type SecretStore)
{
    public override string ToString() => $"{Name(PolicyStore)} and {Name(SecretStore)}";

    private static string Name(Type type)
    {
        if (!type.IsGenericType)
        {
            return type.Name;
        }

        var arguments = string.Join(", ", type.GetGenericArguments().Select(Name));
        return $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{arguments}>";
    }
}
