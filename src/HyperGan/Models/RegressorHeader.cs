using System.Text.Json.Serialization;

namespace HyperGan;

/// <summary> What a regressor's file says beside the model. </summary>
/// <param name="Units"> The deviation of each target, the unit in which its noise is generated. </param>
/// <param name="Factors"> The <see cref="Spread.Factor"/> of each target. </param>
/// <param name="Outliers"> The <see cref="Spread.Outliers"/> of each target. </param>
sealed record RegressorHeader(double[] Units, double[] Factors, double[] Outliers)
{
    public const string Key = "regressor";

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
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(RegressorHeader))]
sealed partial class RegressorHeaderJson : JsonSerializerContext;
