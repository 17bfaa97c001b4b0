using System.Text.Json.Serialization;

namespace HyperGan;

/// <summary> What a classifier's file says beside the model. </summary>
/// <param name="Names"> Names of classes 0, 1, …. </param>
/// <param name="Temperature"> What logits are divided by. </param>
/// <param name="Version"> Of this description. </param>
sealed record ClassifierHeader(string[] Names, double Temperature, int Version = ClassifierHeader.CurrentVersion)
{
    public const string Kind = "classifier";

    public const int CurrentVersion = 1;

    /// <summary> Whether it can describe networks of <paramref name="outputs"/> outputs. </summary>
    public bool Fits(int outputs) =>
        outputs >= 2 && Names.Length == outputs && Array.TrueForAll(Names, name => name is not null) && Names.Distinct(StringComparer.Ordinal).Count() == outputs && Temperature > 0 && double.IsFinite(Temperature);
}

/// <summary> The header as JSON. </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.KebabCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(ClassifierHeader))]
sealed partial class ClassifierHeaderJson : JsonSerializerContext;
