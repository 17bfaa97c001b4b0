using HyperGan.Cli.Tables;

namespace HyperGan.Cli.Prediction;

/// <summary> A model as a table of predictions needs it. </summary>
interface IRowModel
{
    /// <summary> What it knows of the table it was trained on. </summary>
    TableSchema Schema { get; }

    /// <summary> Names of the numbers it gives for a row. </summary>
    IReadOnlyList<string> Columns { get; }

    /// <summary> Rows to give it at a time. </summary>
    int BlockRows { get; }

    /// <summary> Asks the networks about some rows. What follows from their answers is worked out by the result, when it is asked: on another thread, if need be. </summary>
    /// <param name="features"> rows × numbers of the features. </param>
    /// <returns> Writes the numbers of a row; NaN where one is not known. </returns>
    Action<int, Span<double>> Predict(ReadOnlySpan<Real> features);
}
