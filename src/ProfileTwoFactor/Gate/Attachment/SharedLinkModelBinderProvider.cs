using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace ProfileTwoFactor.Gate.Attachment;

/// <summary>Hands the decided link to MVC actions. Also keeps the ordinary binder from filling such a parameter out of the request.</summary>
internal sealed class SharedLinkModelBinderProvider : IModelBinderProvider
{
    public IModelBinder? GetBinder(ModelBinderProviderContext context) =>
        context.Metadata.ModelType == typeof(SharedLink) ? Binder.Instance : null;

    private sealed class Binder : IModelBinder
    {
        public static readonly Binder Instance = new();

        public Task BindModelAsync(ModelBindingContext bindingContext)
        {
            var link = bindingContext.HttpContext.GetSharedLink();
            // Checked already; validation would walk into the host's own object.
            bindingContext.ValidationState[link] = new() { SuppressValidation = true };
            bindingContext.Result = ModelBindingResult.Success(link);
            return Task.CompletedTask;
        }
    }
}
