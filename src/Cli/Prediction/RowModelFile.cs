using HyperGan.Cli.Runs;
using HyperGan.Cli.Tables;

namespace HyperGan.Cli.Prediction;

/// <summary> Models of tables as <c>hypergan train</c> leaves them. </summary>
static class RowModelFile
{
    /// <summary> The model in a file, whichever kind it is. </summary>
    /// <param name="path"> The file. </param>
    /// <param name="members"> Networks to ask. </param>
    /// <param name="level"> Probability that an interval holds. </param>
    /// <param name="seed"> Which networks. </param>
    /// <exception cref="InvalidDataException"> It is none, is damaged, or was not trained on a table. </exception>
    public static IRowModel Load(string path, int members, double level, ulong seed)
    {
        if (Directory.Exists(path))
            throw new IOException($"{path} is a folder, not a model; the model of a run is the {RunFolder.Model} in it.");
        var schema = Schema(path);
        if (schema.IsClassification)
        {
            var classifier = HyperGanClassifier.Load(path);
            Require(path, schema, classifier.Inputs, 1);
            return classifier.Classes == schema.Targets[0].Width
                ? new ClassifierRows(classifier, schema, members, seed)
                : throw new InvalidDataException($"{path}: its target has {schema.Targets[0].Width} classes, but its networks tell {classifier.Classes} apart.");
        }
        var regressor = HyperGanRegressor.Load(path);
        Require(path, schema, regressor.Inputs, regressor.Targets);
        return new RegressorRows(regressor, schema, members, level, seed);
    }

    static TableSchema Schema(string path)
    {
        if (!EnsembleModel.Load(path).Metadata.TryGetValue(TableRun.SchemaKey, out var json))
            throw new InvalidDataException($"{path}: the model was not trained on a table, so it is not known which columns it reads; train one with 'hypergan train --data FILE --target COLUMN'.");
        try
        {
            return TableSchema.FromJson(json);
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"{path}: {e.Message}", e);
        }
    }

    static void Require(string path, TableSchema schema, int inputs, int targets)
    {
        if (schema.FeatureWidth != inputs || schema.Targets.Count != targets)
            throw new InvalidDataException($"{path}: its columns are {schema.FeatureWidth} numbers and {schema.Targets.Count} targets, but its networks read {inputs} and predict {targets}.");
    }
}
