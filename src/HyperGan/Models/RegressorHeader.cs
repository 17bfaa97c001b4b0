using System.Text.Json.Serialization;

namespace HyperGan;

/// <summary> What a regressor's file says beside the model. </summary>
/// <param name="Units"> The deviation of each target, the unit in which its noise is generated. </param>
/// <param name="Factors"> The <see cref="Spread.Factor"/> of each target. </param>
/// <param name="Outliers"> The <see cref="Spread.Outliers"/> of each target. </param>
/// <param name="Version"> Of this description. </param>
sealed record RegressorHeader(double[] Units, double[] Factors, double[] Outliers, int Version = RegressorHeader.CurrentVersion)
{
    public const string Kind = "regressor";

    public const int CurrentVersion = 1;

    public Spread Spread(int target) => new(Factors[target], Outliers[target]);

    /// <summary> Whether it can describe <paramref name="targets"/> targets. </summary>
    public bool Fits(int targets) =>
        IsPositive(Units, targets, double.MaxValue) && IsPositive(Factors, targets, double.MaxValue) && IsPositive(Outliers, targets, 0.5);

    static bool IsPositive(double[] values, int count, double most) => values.Length == count && Array.TrueForAll(values, value => value > 0 && value <= most);
}

/// <summary> The header as JSON. </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.KebabCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(RegressorHeader))]
sealed partial class RegressorHeaderJson : JsonSerializerContext;
