using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace ProfileTwoFactor.Tool.Databases;

/// <summary>One model for each set of table names. By default there is one for each type of context.</summary>
internal sealed class ToolModelKey : IModelCacheKeyFactory
{
    public object Create(DbContext context, bool designTime) =>
        (context.GetType(), ((ToolContext)context).Tables, designTime);
}
