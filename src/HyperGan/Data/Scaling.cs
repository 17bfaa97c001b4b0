namespace HyperGan;

/// <summary> How a model sees data: inputs, and targets that are numbers, each standardised by column. </summary>
/// <param name="Inputs"> Of the inputs. </param>
/// <param name="Targets"> Of the targets; null where they are labels. </param>
public sealed record Scaling(Standardization Inputs, Standardization? Targets)
{
    /// <summary> The scaling at which these data have mean 0 and deviation 1. </summary>
    public static Scaling Of(TrainingData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return new(Standardization.Of(data.Inputs, data.InputWidth), data.TargetWidth == 0 ? null : Standardization.Of(data.Targets, data.TargetWidth));
    }

    /// <summary> The data as the model sees them. </summary>
    public TrainingData Apply(TrainingData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        var inputs = new Real[data.Inputs.Length];
        Inputs.Apply(data.Inputs, inputs);
        if (Targets is null)
            return TrainingData.Classification(inputs, data.InputWidth, data.Labels);
        var targets = new Real[data.Targets.Length];
        Targets.Apply(data.Targets, targets);
        return TrainingData.Regression(inputs, data.InputWidth, targets, data.TargetWidth);
    }
}
