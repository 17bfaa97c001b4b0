using System.Text.Json.Serialization;

namespace HyperGan;

/// <summary> What a regressor's file says beside the model. </summary>
/// <param name="Units"> The deviation of each target, the unit in which its noise is generated. </param>
/// <param name="Spreads"> The <see cref="Spread"/> of each target. </param>
sealed record RegressorHeader(double[] Units, double[] Spreads)
{
    public const string Key = "regressor";
}

/// <summary> The header as JSON. </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.KebabCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(RegressorHeader))]
sealed partial class RegressorHeaderJson : JsonSerializerContext;
