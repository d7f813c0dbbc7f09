using Microsoft.AspNetCore.Mvc;

namespace Shop;

#region Controller
[ApiController]
[Route("p/{sid}/invoices")]
[RequireProfileTwoFactor]
public sealed class InvoiceController : ControllerBase
{
    [HttpGet]
    public IActionResult List() => Ok();

    [HttpDelete("{id}")]
    [RequireProfileTwoFactor(MaxAgeSeconds = 300)]
    public IActionResult Delete(string id) => NoContent();
}
#endregion
