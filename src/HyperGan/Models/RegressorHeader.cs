using System.Text.Json.Serialization;

namespace HyperGan;

/// <summary> What a regressor's file says beside the model. </summary>
/// <param name="Units"> The deviation of each target, the unit in which its noise is generated. </param>
/// <param name="Factors"> The <see cref="Spread.Factor"/> of each target. </param>
/// <param name="Outliers"> The <see cref="Spread.Outliers"/> of each target. </param>
/// <param name="Levels"> The noise deviation of each target in its unit, of a homoscedastic head; null where networks have outputs for it. </param>
/// <param name="Version"> Of this description. </param>
sealed record RegressorHeader(double[] Units, double[] Factors, double[] Outliers, double[]? Levels = null, int Version = RegressorHeader.CurrentVersion)
{
    public const string Kind = "regressor";

    public const int CurrentVersion = 1;

    public Spread Spread(int target) => new(Factors[target], Outliers[target]);

    /// <summary> The description of what was fitted. </summary>
    public static RegressorHeader Of(TrainingSession session, Spread[] spreads) => new(
        session.Scaling!.Targets!.Scales[..spreads.Length].ToArray(), Array.ConvertAll(spreads, spread => spread.Factor), Array.ConvertAll(spreads, spread => spread.Outliers),
        ((CrossFittedFit)session.Fit).Levels);

    /// <summary> Whether it can describe the targets of networks of so many outputs, and of this head. </summary>
    public bool Fits(int outputs, NoiseHead head)
    {
        var isHomoscedastic = head == NoiseHead.Homoscedastic;
        var targets = isHomoscedastic ? outputs : outputs / 2;
        return IsPositive(Units, targets, double.MaxValue) && IsPositive(Factors, targets, double.MaxValue) && IsPositive(Outliers, targets, 0.5)
            && (isHomoscedastic ? Levels is not null && IsPositive(Levels, targets, double.MaxValue) : Levels is null);
    }

    static bool IsPositive(double[] values, int count, double most) => values.Length == count && Array.TrueForAll(values, value => value > 0 && value <= most);
}

/// <summary> The header as JSON. </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.KebabCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(RegressorHeader))]
sealed partial class RegressorHeaderJson : JsonSerializerContext;
