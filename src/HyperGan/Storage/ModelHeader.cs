using System.Text.Json.Serialization;

namespace HyperGan;

/// <summary> What a model file says besides its tensors and options. </summary>
/// <param name="Version"> Of the layout of the file. </param>
/// <param name="Inputs"> Columns of the main network's inputs. </param>
/// <param name="Outputs"> Columns of its outputs. </param>
/// <param name="InputMeans"> What is subtracted from the inputs; null where they are not standardised. </param>
/// <param name="InputScales"> What they are divided by. </param>
/// <param name="TargetMeans"> What is added to the outputs; null where they are not standardised, or logits. </param>
/// <param name="TargetScales"> What they are multiplied by before. </param>
sealed record ModelHeader(
    int Version, int Inputs, int Outputs, double[]? InputMeans = null, double[]? InputScales = null, double[]? TargetMeans = null, double[]? TargetScales = null)
{
    public const int CurrentVersion = 1;

    public static ModelHeader Of(HyperNetwork network, Scaling? scaling) => new(
        CurrentVersion, network.Main.Inputs, network.Main.Outputs,
        scaling?.Inputs.Means.ToArray(), scaling?.Inputs.Scales.ToArray(), scaling?.Targets?.Means.ToArray(), scaling?.Targets?.Scales.ToArray());

    /// <summary> The scaling it describes. </summary>
    /// <exception cref="ArgumentException"> Means and scales that are none, or of other columns than the network's. </exception>
    public Scaling? Scaling()
    {
        if (InputMeans is null)
            return null;
        var scaling = new Scaling(new(InputMeans, InputScales ?? []), TargetMeans is null ? null : new(TargetMeans, TargetScales ?? []));
        return scaling.Inputs.Columns == Inputs && (scaling.Targets is null || scaling.Targets.Columns == Outputs)
            ? scaling
            : throw new ArgumentException($"means of {InputMeans.Length} inputs and {TargetMeans?.Length ?? 0} targets for a network from {Inputs} to {Outputs}.");
    }
}

/// <summary> The header as JSON. </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.KebabCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(ModelHeader))]
sealed partial class ModelHeaderJson : JsonSerializerContext;
