using Microsoft.Extensions.Localization;

namespace Shop;

#region OurWords
public sealed class OurWords(IStringLocalizerFactory factory)
    : StringLocalizer<TwoFactorTexts>(factory)
{
    public override LocalizedString this[string name] =>
        name == "Bind.Title" ? new(name, "Pair your phone with the shop") : base[name];
}
#endregion
