using System.Text.Json;

namespace ProfileTwoFactor.Tool.Transfer;

internal sealed record RowLine(string Table, JsonElement Row);
