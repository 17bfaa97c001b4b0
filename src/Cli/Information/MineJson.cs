using System.Text.Json.Serialization;
using HyperGan.Mine;

namespace HyperGan.Cli.Information;

/// <summary> Options of an estimator as JSON, named as on the command line. </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.KebabCaseLower, UseStringEnumConverter = true, NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(MineOptions))]
sealed partial class MineJson : JsonSerializerContext;
