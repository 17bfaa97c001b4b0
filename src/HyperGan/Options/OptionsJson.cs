using System.Text.Json.Serialization;

namespace HyperGan;

/// <summary> Options as JSON: names in kebab-case, enumerations by name, and no member that the record does not have. </summary>
[JsonSourceGenerationOptions(
    WriteIndented = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.KebabCaseLower,
    UseStringEnumConverter = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(HyperGanOptions))]
sealed partial class OptionsJson : JsonSerializerContext;
