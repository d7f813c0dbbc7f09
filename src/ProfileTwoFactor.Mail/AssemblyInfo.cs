using Microsoft.Extensions.Localization;

// A host's LocalizationOptions.ResourcesPath would otherwise be applied to our texts as well, and lose them.
[assembly: ResourceLocation("Resources")]
[assembly: RootNamespace("ProfileTwoFactor.Mail")]
